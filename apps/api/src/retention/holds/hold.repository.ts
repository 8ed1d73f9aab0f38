import { Injectable } from '@nestjs/common';
import type { HoldQuery, HoldScope } from '#contracts/retention/holds.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { purposeOwner } from '#platform/keyring/keys/owner.js';
import { HoldItemRow } from './hold-item.entity.js';
import { HoldRow } from './hold.entity.js';
import { scopeOf, type HeldItem } from './hold.rules.js';

export interface KeptHold extends Readonly<HoldRow> {
  readonly inForce: boolean;
  readonly scope: HoldScope;
  /** The part of the scope that does not exist. */
  readonly gone: HoldScope;
}

export type NewHold = Pick<HoldRow, 'id' | 'matter' | 'reason' | 'placedBy' | 'placedAt' | 'reviewAt' | 'releaseDelay'>;

type OpenedHold = HoldRow & { readonly inForce: boolean };
type StoredHold = Stored<OpenedHold>;
type StoredItem = HeldItem & { readonly holdId: string; readonly isGone: boolean };

/** What reads: the pool of readers, or a transaction that has to see its own changes. */
type Reads = Pick<Database, 'query'>;

const columns = `${columnsOf(HoldRow)}, (ends_at IS NULL OR ends_at > now()) AS "inForce"`;

/** Texts are sealed under the installation's key: a hold must outlive the account of the person who placed it. */
const purpose = 'holds';

@Injectable()
export class HoldRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly rows: DeclaredRows,
    private readonly ids: Ids,
  ) {}

  /** Waits for deletions that are on their way: what they remove is gone, and nothing else of the scope can be removed from now on. */
  async add(tx: Tx, hold: NewHold, items: readonly HeldItem[]): Promise<void> {
    const sealer = await this.keyring.forPurpose(purpose, tx);
    await this.rows.insert(tx, HoldRow, hold, { sealer });
    const named = items.map((item) => ({ ...item, id: this.ids.next(), holdId: hold.id }));
    await this.rows.insertAll(tx, HoldItemRow, named);
  }

  /** When it ends; null where it was released before. */
  async release(tx: Tx, id: string, approvalId: string): Promise<Date | null> {
    const [row] = await tx.query<{ ends: Date | null }[]>('SELECT retention.release_hold($1, $2) AS ends', [id, approvalId]);
    return row!.ends;
  }

  /** Whether there was a release that had not ended the hold. */
  async withdrawRelease(tx: Tx, id: string): Promise<boolean> {
    const [row] = await tx.query<{ withdrawn: boolean }[]>('SELECT retention.withdraw_release($1) AS withdrawn', [id]);
    return row!.withdrawn;
  }

  /** Whether it was in force. */
  async setReview(tx: Tx, id: string, at: Date): Promise<boolean> {
    const [, changed] = await tx.query<[unknown, number]>(
      'UPDATE retention.hold SET review_at = $2, reminded_at = NULL WHERE id = $1 AND (ends_at IS NULL OR ends_at > now())',
      [id, at],
    );
    return changed > 0;
  }

  /** Marks those whose review is due and that nobody was reminded of since `since`; answers their ids. */
  async markReminded(tx: Tx, now: Date, since: Date): Promise<string[]> {
    const [rows] = await tx.query<[{ id: string }[], number]>(
      `UPDATE retention.hold SET reminded_at = $1
        WHERE released_at IS NULL AND review_at <= $1 AND (reminded_at IS NULL OR reminded_at <= $2) RETURNING id`,
      [now, since],
    );
    return rows.map(({ id }) => id);
  }

  async byId(id: string): Promise<KeptHold | null> {
    const rows = await this.database.query<StoredHold>(`SELECT ${columns} FROM retention.hold WHERE id = $1`, [id]);
    return (await this.shown(rows))[0] ?? null;
  }

  /** As `byId`, with what this transaction changed, under keys as it sees them. */
  async inTransaction(tx: Tx, id: string): Promise<KeptHold | null> {
    const [stored] = await tx.query<StoredHold[]>(`SELECT ${columns} FROM retention.hold WHERE id = $1`, [id]);
    if (!stored) return null;
    const sealer = await this.keyring.forPurpose(purpose, tx);
    const row = await this.rows.open(HoldRow, stored, { tx, sealer });
    return (await this.scoped([row], readsOf(tx)))[0]!;
  }

  /** Newest first, after the one with the id `after`. */
  async page({ state, due }: Pick<HoldQuery, 'state' | 'due'>, after: string | null, limit: number): Promise<KeptHold[]> {
    const rows = await this.database.query<StoredHold>(
      `SELECT ${columns} FROM retention.hold
        WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR ($2 = 'in-force') = (ends_at IS NULL OR ends_at > now()))
          AND ($4::boolean IS NOT TRUE OR (released_at IS NULL AND review_at <= now()))
        ORDER BY id DESC LIMIT $3`,
      [after, state ?? null, limit, due ?? null],
    );
    return this.shown(rows);
  }

  /** Waits for a hold that is being placed, and makes the next one wait until the transaction ends, as deletions do. */
  async waitForPlacing(tx: Tx): Promise<void> {
    await tx.query("SELECT pg_advisory_xact_lock_shared(hashtext('retention.hold'))");
  }

  /** The holds that keep content of this person, with what each keeps of it. */
  over(subjectId: string, tx?: Tx): Promise<{ holdId: string; kind: string; target: string }[]> {
    const reads = tx ? readsOf(tx) : this.database;
    return reads.query(`SELECT hold_id AS "holdId", kind, target FROM retention.holds_over($1)`, [subjectId]);
  }

  private async shown(stored: readonly StoredHold[]): Promise<KeptHold[]> {
    const reader = await this.keyring.readerOf(purposeOwner(purpose));
    const rows = await this.rows.shown(HoldRow, stored, { reader });
    return this.scoped(
      rows.map(({ isDamaged: _shown, ...row }) => row),
      this.database,
    );
  }

  private async scoped(rows: readonly OpenedHold[], reads: Reads): Promise<KeptHold[]> {
    if (rows.length === 0) return [];
    const items = await reads.query<StoredItem>(
      `SELECT ${columnsOf(HoldItemRow, 'item')}, retention.is_gone(item) AS "isGone"
         FROM retention.hold_item item WHERE hold_id = ANY ($1::uuid[]) ORDER BY id`,
      [rows.map(({ id }) => id)],
    );
    return rows.map((row) => {
      const own = items.filter(({ holdId }) => holdId === row.id);
      return { ...row, scope: scopeOf(own), gone: scopeOf(own.filter(({ isGone }) => isGone)) };
    });
  }
}

function readsOf(tx: Tx): Reads {
  return { query: <Row>(sql: string, parameters: readonly unknown[] = []) => tx.query<Row[]>(sql, [...parameters]) };
}
