import { Injectable } from '@nestjs/common';
import type { CaseEvent, Limitation, RightsRequestQuery } from '#contracts/rights/requests.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, type Entity } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { purposeOwner, type Owner } from '#platform/keyring/keys/owner.js';
import { LimitationRow, RequestEntryRow, RequestRow } from './request.entity.js';

/** Details and contact are null once they are erased. */
export type KeptRequest = Readonly<RequestRow>;
export type KeptEntry = Readonly<RequestEntryRow>;
export type KeptLimitation = Readonly<LimitationRow>;

export type NewRequest = Omit<KeptRequest, 'extendedAt' | 'closedAt' | 'liftsAt' | 'liftedAt' | 'warned'>;

export interface NewEntry {
  readonly requestId: string;
  readonly at: Date;
  readonly what: CaseEvent;
  readonly byAccount: string | null;
  readonly note?: string | null | undefined;
}

export interface RequestFilter {
  readonly subjectId: string | null;
  readonly state: RightsRequestQuery['state'];
  readonly type: RightsRequestQuery['type'];
}

const columns = columnsOf(RequestRow);
const entryColumns = columnsOf(RequestEntryRow);
const limitationColumns = columnsOf(LimitationRow);

/** Notes and limitations explain decisions: they outlive the accounts that they are about and of those who wrote them. */
const notesPurpose = 'dsr';

/** Seals what the person wrote; destroyed when the person is erased. */
export function caseOwner(requestId: string): Owner {
  return purposeOwner(`dsr-case:${requestId}`);
}

@Injectable()
export class RequestRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keyring: Keyring,
    private readonly ids: Ids,
  ) {}

  async add(tx: Tx, request: NewRequest): Promise<void> {
    const sealer = await this.keyring.forPurpose(caseOwner(request.id).name, tx);
    await this.rows.insert(tx, RequestRow, { ...request, warned: 0 }, { sealer });
  }

  async note(tx: Tx, entry: NewEntry): Promise<void> {
    const sealer = await this.keyring.forPurpose(notesPurpose, tx);
    await this.rows.insert(tx, RequestEntryRow, { id: this.ids.next(), ...entry, note: entry.note ?? null }, { sealer });
  }

  async limit(tx: Tx, requestId: string, limitations: readonly Limitation[]): Promise<void> {
    const sealer = await this.keyring.forPurpose(notesPurpose, tx);
    const rows = limitations.map((each) => ({ id: this.ids.next(), requestId, ...each }));
    await this.rows.insertAll(tx, LimitationRow, rows, { sealer });
  }

  /** The request, locked until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<KeptRequest | null> {
    const rows: Stored<RequestRow>[] = await tx.query(`SELECT ${columns} FROM dsr.request WHERE id = $1 FOR UPDATE`, [id]);
    return rows[0] ? this.opened(rows[0]) : null;
  }

  async change(
    tx: Tx,
    id: string,
    changes: Partial<Pick<RequestRow, 'state' | 'dueAt' | 'extendedAt' | 'closedAt' | 'liftsAt' | 'liftedAt' | 'warned'>>,
  ): Promise<void> {
    await this.rows.update<RequestRow>(tx, RequestRow, { id }, changes);
  }

  async byId(id: string): Promise<KeptRequest | null> {
    const row = await this.database.one<Stored<RequestRow>>(`SELECT ${columns} FROM dsr.request WHERE id = $1`, [id]);
    return row && this.opened(row);
  }

  /** Open ones by their due date, the most urgent first; all others newest first. After the request with the id `after`. */
  async page({ subjectId, state, type }: RequestFilter, after: string | null, limit: number): Promise<KeptRequest[]> {
    const rows = await this.database.query<Stored<RequestRow>>(
      `SELECT ${columns} FROM dsr.request
        WHERE ($1::uuid IS NULL OR subject_id = $1) AND ($2::text IS NULL OR type = $2)
          AND CASE $3::text WHEN 'open' THEN closed_at IS NULL WHEN 'closed' THEN closed_at IS NOT NULL
                            ELSE $3 IS NULL OR state = $3 END
          AND ($4::uuid IS NULL OR id < $4)
        ORDER BY id DESC LIMIT $5`,
      [subjectId, type ?? null, state ?? null, after, limit],
    );
    return Promise.all(rows.map((row) => this.opened(row)));
  }

  /** Requests that are open, with their clocks. */
  async open(): Promise<Pick<RequestRow, 'id' | 'receivedAt' | 'dueAt' | 'warned'>[]> {
    return this.database.query(
      `SELECT id, received_at AS "receivedAt", due_at AS "dueAt", warned FROM dsr.request WHERE closed_at IS NULL ORDER BY due_at`,
    );
  }

  /** Restrictions or objections of a person that are in force, locked. */
  async inForce(tx: Tx, subjectId: string, type: KeptRequest['type']): Promise<KeptRequest[]> {
    const rows: Stored<RequestRow>[] = await tx.query(
      `SELECT ${columns} FROM dsr.request
        WHERE subject_id = $1 AND type = $2 AND state = 'completed' AND lifted_at IS NULL ORDER BY id FOR UPDATE`,
      [subjectId, type],
    );
    return Promise.all(rows.map((row) => this.opened(row)));
  }

  /** Restrictions whose announced end has come. */
  async liftsDue(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM dsr.request WHERE lifts_at <= $1 AND lifted_at IS NULL ORDER BY lifts_at',
      [now],
    );
    return rows.map(({ id }) => id);
  }

  async entriesOf(requestIds: readonly string[], tx?: Tx): Promise<KeptEntry[]> {
    return this.explained(
      RequestEntryRow,
      `SELECT ${entryColumns} FROM dsr.request_entry WHERE request_id = ANY ($1::uuid[]) ORDER BY id`,
      requestIds,
      tx,
    );
  }

  async limitationsOf(requestIds: readonly string[], tx?: Tx): Promise<KeptLimitation[]> {
    return this.explained(
      LimitationRow,
      `SELECT ${limitationColumns} FROM dsr.limitation WHERE request_id = ANY ($1::uuid[]) ORDER BY id`,
      requestIds,
      tx,
    );
  }

  /** Within a transaction, which may have made the key, as that transaction sees them. */
  private async explained<Row extends object>(entity: Entity<Row>, sql: string, ids: readonly string[], tx?: Tx): Promise<Row[]> {
    if (!tx) {
      const reader = await this.keyring.readerOf(purposeOwner(notesPurpose));
      return this.rows.shown(entity, await this.database.query<Stored<Row>>(sql, [ids]), { reader });
    }
    const rows: Stored<Row>[] = await tx.query(sql, [ids]);
    const sealer = rows.length === 0 ? undefined : await this.keyring.forPurpose(notesPurpose, tx);
    return Promise.all(rows.map((row) => this.rows.open(entity, row, { tx, sealer })));
  }

  private async opened(stored: Stored<RequestRow>): Promise<KeptRequest> {
    const { id } = stored as unknown as RequestRow;
    const reader = await this.keyring.readerOf(caseOwner(id));
    const [{ isDamaged: _erased, ...row }] = (await this.rows.shown(RequestRow, [stored], { reader })) as [
      KeptRequest & { isDamaged: boolean },
    ];
    return row;
  }
}
