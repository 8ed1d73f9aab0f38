import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { ErasedInPartRow } from './erased-in-part.entity.js';
import { keptRows } from './erasure.rules.js';
import type { OfSubject } from '../held/held-data.rules.js';
import { ErasureStateRow, type ErasedRows } from './erasure.entity.js';

export type ErasureState = Readonly<ErasureStateRow>;

/** Whom it is about, and the conversations of theirs that stay. */
interface Keeping {
  readonly subjectId: string;
  readonly keeping: readonly string[];
}

@Injectable()
export class ErasureRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async stateOf(requestId: string): Promise<ErasureState | null> {
    return this.database.one<ErasureState>(`SELECT ${columnsOf(ErasureStateRow)} FROM dsr.erasure WHERE request_id = $1`, [
      requestId,
    ]);
  }

  async certified(requestIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT request_id AS id FROM dsr.erasure WHERE certificate IS NOT NULL AND request_id = ANY ($1::uuid[])',
      [requestIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The requests that say whose they are; what the person wrote in them goes too. */
  async requestsOf(tx: Tx, subjectId: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query('SELECT id FROM dsr.request WHERE subject_id = $1 FOR UPDATE', [subjectId]);
    return rows.map(({ id }) => id);
  }

  /** What the person wrote. Notes of officers explain decisions and stay. */
  async forgetWords(tx: Tx, subjectId: string, requestIds: readonly string[]): Promise<void> {
    await tx.query('UPDATE dsr.request SET details = NULL, contact = NULL WHERE id = ANY ($1::uuid[])', [requestIds]);
    await tx.query(
      'UPDATE dsr.request_entry SET note = NULL WHERE request_id = ANY ($1::uuid[]) AND by_account = $2 AND note IS NOT NULL',
      [requestIds, subjectId],
    );
  }

  /** Deletes the rows about a person but for these conversations; answers how many of each table went, and how many stay. */
  async deleteRows(
    tx: Tx,
    { subjectId, keeping }: Keeping,
    tables: readonly OfSubject[],
  ): Promise<{ readonly rows: ErasedRows; readonly kept: ErasedRows }> {
    const rows: Record<string, number> = {};
    const kept: Record<string, number> = {};
    // Counted first: what is deleted takes rows of other tables along.
    for (const { table, column } of tables) {
      const [found] = await tx.query<{ rows: number; kept: number }[]>(
        `SELECT count(*) FILTER (WHERE NOT stays)::int AS rows, count(*) FILTER (WHERE stays)::int AS kept
           FROM (SELECT (${keptRows(table)}) AS stays FROM ${table} WHERE ${column} = $1) found`,
        [subjectId, keeping],
      );
      if (found!.rows > 0) rows[table] = found!.rows;
      if (found!.kept > 0) kept[table] = found!.kept;
    }
    for (const { table, column } of tables)
      await tx.query(`DELETE FROM ${table} WHERE ${column} = $1 AND NOT (${keptRows(table)})`, [subjectId, keeping]);
    return { rows, kept };
  }

  /** Subjects whose keys are destroyed and of whom a table still has rows: a restored backup brings them back, unreadable. */
  async leftBehind(tables: readonly OfSubject[]): Promise<string[]> {
    const each = tables.map(
      ({ table, column }) => `SELECT ${column}::text AS id FROM ${table} WHERE ${column}::text IN (SELECT id FROM gone)`,
    );
    const rows = await this.database.query<{ id: string }>(
      `WITH gone AS (SELECT owner_name AS id FROM keyring.destroyed_owner WHERE owner_kind = 'subject') ${each.join(' UNION ')}`,
    );
    return rows.map(({ id }) => id);
  }

  /** Requests whose erasure has begun and has no job any more. */
  async givenUp(jobKind: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT request.id FROM dsr.request JOIN dsr.erasure ON erasure.request_id = request.id
        WHERE request.state = 'in-progress'
          AND NOT EXISTS (SELECT FROM platform.tracked_job job WHERE job.object_id = request.id AND job.kind = $1 AND job.finished_at IS NULL)`,
      [jobKind],
    );
    return rows.map(({ id }) => id);
  }

  /** Erasures of which a legal hold kept a part that no hold keeps any more, and that no job is at work on; and those whose job was given up. */
  async freed(jobKind: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT request_id AS id FROM dsr.erasure
        WHERE kept IS NOT NULL
          AND (rest_erased_at IS NULL AND certificate IS NOT NULL AND NOT EXISTS (SELECT FROM retention.holds_over(subject_id))
               OR rest_erased_at IS NOT NULL AND certificate IS NULL)
          AND NOT EXISTS (SELECT FROM platform.tracked_job job
                           WHERE job.object_id = request_id AND job.kind = $1 AND job.finished_at IS NULL)`,
      [jobKind],
    );
    return rows.map(({ id }) => id);
  }

  async begin(
    tx: Tx,
    state: Pick<ErasureState, 'requestId' | 'subjectId' | 'erasedAt' | 'rows' | 'keys' | 'kept'>,
  ): Promise<void> {
    await this.rows.insert(tx, ErasureStateRow, state);
    if (state.kept === null) return;
    await tx.query('INSERT INTO dsr.erased_in_part (subject_id, since) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      state.subjectId,
      state.erasedAt,
    ]);
  }

  /** People of whom a hold keeps a part, as far as is known. */
  async erasedInPart(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT subject_id AS id FROM dsr.erased_in_part WHERE ended_at IS NULL',
    );
    return rows.map(({ id }) => id);
  }

  async endPart(tx: Tx, subjectId: string, endedAt: Date): Promise<void> {
    await this.rows.update<ErasedInPartRow>(tx, ErasedInPartRow, { subjectId }, { endedAt });
  }

  /** Whether there are rows about a person besides those of these conversations. */
  async hasRows(tx: Tx, { subjectId, keeping }: Keeping, tables: readonly OfSubject[]): Promise<boolean> {
    const each = tables.map(
      ({ table, column }) => `EXISTS (SELECT FROM ${table} WHERE ${column} = $1 AND NOT (${keptRows(table)}))`,
    );
    const [found] = await tx.query<{ has: boolean }[]>(`SELECT ${each.join(' OR ')} AS has`, [subjectId, keeping]);
    return found?.has ?? false;
  }

  /** What had been kept is gone; copies have to be brought in line again, and the certificate of the part is put by. */
  async finishRest(
    tx: Tx,
    { requestId, subjectId, certificate }: ErasureState,
    rest: Pick<ErasureState, 'rows' | 'keys' | 'restErasedAt'>,
  ): Promise<void> {
    const changes = { ...rest, copiesAt: null, partCertificate: certificate, certificate: null };
    await this.rows.update<ErasureStateRow>(tx, ErasureStateRow, { requestId }, changes);
    if (rest.restErasedAt !== null) await this.endPart(tx, subjectId, rest.restErasedAt);
  }

  async noteCopies(tx: Tx, requestId: string, copiesAt: Date): Promise<void> {
    await this.rows.update<ErasureStateRow>(tx, ErasureStateRow, { requestId }, { copiesAt });
  }

  async certify(tx: Tx, requestId: string, certificate: string): Promise<void> {
    await this.rows.update<ErasureStateRow>(tx, ErasureStateRow, { requestId }, { certificate });
  }
}
