import { Injectable } from '@nestjs/common';
import type { ReviewedAccountQuery } from '#contracts/rights/access-reviews.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import { AccessReviewItemRow, AccessReviewRow } from './access-review.entity.js';
import { reviewAlreadyOpen } from './access-review.errors.js';
import type { ItemFacts } from './access-review.rules.js';

export type KeptReview = Readonly<AccessReviewRow>;
export type KeptItem = Readonly<AccessReviewItemRow>;

const columns = columnsOf(AccessReviewRow);
const itemColumns = columnsOf(AccessReviewItemRow);

/** Nothing in these tables is sealed, so rows are read as they are. */
@Injectable()
export class AccessReviewRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** @throws Problem `review-already-open` */
  async add(tx: Tx, review: NewRow<AccessReviewRow>): Promise<void> {
    try {
      await this.rows.insert(tx, AccessReviewRow, review);
    } catch (error) {
      throw refusedBy(error)?.constraint === 'access_review_one_open' ? reviewAlreadyOpen({ cause: error }) : error;
    }
  }

  addItems(tx: Tx, items: readonly NewRow<AccessReviewItemRow>[]): Promise<void> {
    return this.rows.insertAll(tx, AccessReviewItemRow, items);
  }

  async page(after: string | null, limit: number): Promise<KeptReview[]> {
    return this.database.query<AccessReviewRow>(
      `SELECT ${columns} FROM dsr.access_review WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
      [after, limit],
    );
  }

  async byId(id: string): Promise<KeptReview | null> {
    return this.one('WHERE id = $1', [id]);
  }

  async open(): Promise<KeptReview | null> {
    return this.one('WHERE closed_at IS NULL', []);
  }

  /** The one that was closed last. */
  async lastClosed(): Promise<KeptReview | null> {
    return this.one('WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT 1', []);
  }

  /** Locked until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<KeptReview | null> {
    const rows: AccessReviewRow[] = await tx.query(`SELECT ${columns} FROM dsr.access_review WHERE id = $1 FOR UPDATE`, [id]);
    return rows[0] ?? null;
  }

  async close(tx: Tx, id: string, closedAt: Date, closedBy: string): Promise<void> {
    await this.rows.update<AccessReviewRow>(tx, AccessReviewRow, { id }, { closedAt, closedBy });
  }

  /** Keeps the report where none is kept; returns the one that is. */
  async certify(tx: Tx, id: string, certificate: string): Promise<string> {
    const kept = await this.hold(tx, id);
    if (kept?.certificate) return kept.certificate;
    await this.rows.update<AccessReviewRow>(tx, AccessReviewRow, { id }, { certificate });
    return certificate;
  }

  /** How many items there are of each state. */
  async counts(reviewId: string): Promise<Partial<Record<KeptItem['state'], number>>> {
    const rows = await this.database.query<{ state: KeptItem['state']; count: number }>(
      'SELECT state, count(*)::int AS count FROM dsr.access_review_item WHERE review_id = $1 GROUP BY state',
      [reviewId],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** The requests for a second person of items that are not decided. */
  async approvalsAsked(reviewId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT approval_id AS id FROM dsr.access_review_item WHERE review_id = $1 AND state = 'undecided' AND approval_id IS NOT NULL`,
      [reviewId],
    );
    return rows.map(({ id }) => id);
  }

  async itemPage(
    reviewId: string,
    { decided, role }: Pick<ReviewedAccountQuery, 'decided' | 'role'>,
    after: string | null,
    limit: number,
  ): Promise<KeptItem[]> {
    return this.database.query<AccessReviewItemRow>(
      `SELECT ${itemColumns} FROM dsr.access_review_item
        WHERE review_id = $1 AND ($2::uuid IS NULL OR account_id > $2) AND ($3::boolean IS NULL OR (state <> 'undecided') = $3)
          AND ($4::text IS NULL OR role = $4) ORDER BY account_id LIMIT $5`,
      [reviewId, after, decided === undefined ? null : decided === 'true', role ?? null, limit],
    );
  }

  /** Items that are not decided, without what was reviewed. */
  async undecided(tx: Tx, reviewId: string): Promise<ItemFacts[]> {
    return tx.query(
      `SELECT account_id AS "accountId", state, approval_id AS "approvalId" FROM dsr.access_review_item
        WHERE review_id = $1 AND state = 'undecided' ORDER BY account_id`,
      [reviewId],
    );
  }

  /** Those among these accounts that are part of it, locked until the transaction ends. */
  async holdItems(tx: Tx, reviewId: string, accounts: readonly string[]): Promise<KeptItem[]> {
    return tx.query(
      `SELECT ${itemColumns} FROM dsr.access_review_item WHERE review_id = $1 AND account_id = ANY ($2::uuid[]) ORDER BY account_id FOR UPDATE`,
      [reviewId, accounts],
    );
  }

  async decide(
    tx: Tx,
    { reviewId, accountId }: Pick<KeptItem, 'reviewId' | 'accountId'>,
    decision: Partial<Pick<AccessReviewItemRow, 'state' | 'roleAfter' | 'approvalId' | 'decidedBy' | 'decidedAt'>>,
  ): Promise<void> {
    await this.rows.update<AccessReviewItemRow>(tx, AccessReviewItemRow, { reviewId, accountId }, decision);
  }

  /** What is not decided, and need not be: these accounts are not active any more, or nobody else could decide. */
  async settle(tx: Tx, reviewId: string, accounts: readonly string[], state: 'inactive' | 'nobody-else'): Promise<void> {
    await tx.query(
      `UPDATE dsr.access_review_item SET state = $3 WHERE review_id = $1 AND account_id = ANY ($2::uuid[]) AND state = 'undecided'`,
      [reviewId, accounts, state],
    );
  }

  private async one(which: string, values: readonly unknown[]): Promise<KeptReview | null> {
    return this.database.one<AccessReviewRow>(`SELECT ${columns} FROM dsr.access_review ${which}`, values);
  }
}
