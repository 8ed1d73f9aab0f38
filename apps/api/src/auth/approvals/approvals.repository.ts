import { Injectable } from '@nestjs/common';
import type { ApprovalQuery } from '#contracts/auth/approvals.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { ApprovalRow } from './approval.entity.js';
import { latestEnd } from './approval.rules.js';

/** A request with a damaged value cannot be decided. */
export type KeptApproval = Shown<ApprovalRow>;

export type NewApproval = Readonly<Omit<ApprovalRow, 'state' | 'decidedBy' | 'decidedAt' | 'decisionReason'>>;

interface Decision {
  readonly state: ApprovalRow['state'];
  readonly by: string | null;
  readonly at: Date;
  readonly reason: string | null;
}

const columns = columnsOf(ApprovalRow);

@Injectable()
export class ApprovalsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** The pending request for exactly this. A concurrent request for the same waits for this transaction. */
  async waiting(tx: Tx, parametersHash: Buffer, now: Date): Promise<KeptApproval | null> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [parametersHash.readBigInt64BE().toString()]);
    const [row]: Stored<ApprovalRow>[] = await tx.query(
      `SELECT ${columns} FROM auth.approval WHERE parameters_hash = $1 AND state = 'pending' AND expires_at > $2 AND expires_at <= $3`,
      [parametersHash, now, latestEnd(now)],
    );
    return this.rows.shownOne(ApprovalRow, row);
  }

  async countPending(now: Date): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM auth.approval WHERE state = 'pending' AND expires_at > $1 AND expires_at <= $2`,
      [now, latestEnd(now)],
    );
    return row!.count;
  }

  async byId(id: string): Promise<KeptApproval | null> {
    const row = await this.database.one<Stored<ApprovalRow>>(`SELECT ${columns} FROM auth.approval WHERE id = $1`, [id]);
    return this.rows.shownOne(ApprovalRow, row);
  }

  /** Holds the request until the transaction ends: of decisions at the same moment, the first one wins. */
  async hold(tx: Tx, id: string): Promise<KeptApproval | null> {
    const [row]: Stored<ApprovalRow>[] = await tx.query(`SELECT ${columns} FROM auth.approval WHERE id = $1 FOR UPDATE`, [id]);
    return this.rows.shownOne(ApprovalRow, row);
  }

  /** In the requested order, after the one with the id `after`. */
  async page(
    { state, sort }: Pick<ApprovalQuery, 'state' | 'sort'>,
    after: string | null,
    limit: number,
    now: Date,
  ): Promise<KeptApproval[]> {
    const [beyond, order] = sort === 'asked' ? ['>', 'ASC'] : ['<', 'DESC'];
    const rows = await this.database.query<Stored<ApprovalRow>>(
      `SELECT ${columns} FROM auth.approval
        WHERE ($1::uuid IS NULL OR id ${beyond} $1)
          AND ($2::text IS NULL OR ($2 = 'pending') = (state = 'pending' AND expires_at > $3 AND expires_at <= $5))
        ORDER BY id ${order} LIMIT $4`,
      [after, state ?? null, now, limit, latestEnd(now)],
    );
    return this.rows.shown(ApprovalRow, rows);
  }

  add(tx: Tx, approval: NewApproval): Promise<void> {
    return this.rows.insert(tx, ApprovalRow, { ...approval, state: 'pending' });
  }

  async decide(
    tx: Tx,
    { id, requestedBy }: Pick<ApprovalRow, 'id' | 'requestedBy'>,
    { state, by, at, reason }: Decision,
  ): Promise<void> {
    const changes = { state, decidedBy: by, decidedAt: at, decisionReason: reason };
    await this.rows.update(tx, ApprovalRow, { id, requestedBy }, changes);
  }
}
