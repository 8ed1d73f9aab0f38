import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/roles.js';
import type { RoleRequestQuery } from '#contracts/users.js';
import { Clock } from '#platform/clock.js';
import { Database } from '#platform/database/database.js';
import { refusedBy } from '#platform/database/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import type { Sealed } from '#sealing/record.js';
import { alreadyDecided, roleRequestOpen } from '../auth.errors.js';

export interface KeptRoleRequest {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly state: 'pending' | 'approved' | 'denied' | 'withdrawn';
  readonly createdAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string;
  readonly decisionReason: string | null;
}

type Row = Omit<KeptRoleRequest, 'reason' | 'decisionReason'> & {
  readonly reason: Sealed;
  readonly decisionReason: Sealed | null;
};

const columns = `id, user_id AS "userId", role, state, created_at AS "createdAt", decided_by AS "decidedBy", decided_at AS "decidedAt",
  reason, decision_reason AS "decisionReason"`;

@Injectable()
export class RoleRequestsRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  async byId(id: string): Promise<KeptRoleRequest | null> {
    const row = await this.database.one<Row>(`SELECT ${columns} FROM auth.role_request WHERE id = $1`, [id]);
    return row && this.opened(row);
  }

  /** Holds the request until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<KeptRoleRequest | null> {
    const [row]: Row[] = await tx.query(`SELECT ${columns} FROM auth.role_request WHERE id = $1 FOR UPDATE`, [id]);
    return row ? this.opened(row) : null;
  }

  /** In the order that is asked for, after the one with the id `after`; those of one person, or all. */
  async page(
    filter: Pick<RoleRequestQuery, 'state' | 'sort'> & { readonly userId: string | null },
    after: string | null,
    limit: number,
  ): Promise<KeptRoleRequest[]> {
    const [beyond, order] = filter.sort === 'asked' ? ['>', 'ASC'] : ['<', 'DESC'];
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM auth.role_request
        WHERE ($1::uuid IS NULL OR id ${beyond} $1) AND ($2::uuid IS NULL OR user_id = $2)
          AND ($3::text IS NULL OR ($3 = 'pending') = (state = 'pending'))
        ORDER BY id ${order} LIMIT $4`,
      [after, filter.userId, filter.state ?? null, limit],
    );
    return Promise.all(rows.map((row) => this.opened(row)));
  }

  /** @throws Problem `role-request-open` when the person waits for another decision */
  async add(tx: Tx, request: Pick<KeptRoleRequest, 'id' | 'userId' | 'role' | 'reason'>): Promise<void> {
    const sealer = await this.keyring.forSubject(request.userId, tx);
    try {
      await tx.query('INSERT INTO auth.role_request (id, user_id, role, reason, created_at) VALUES ($1, $2, $3, $4, $5)', [
        request.id,
        request.userId,
        request.role,
        sealer.seal(place(request.id, 'reason'), request.reason),
        this.clock.now(),
      ]);
    } catch (error) {
      throw refusedBy(error)?.constraint === 'role_request_one_open' ? roleRequestOpen({ cause: error }) : error;
    }
  }

  /** Of decisions at the same moment the first one wins. @throws Problem `already-decided` for the others */
  async decide(
    tx: Tx,
    id: string,
    userId: string,
    decision: { readonly state: 'approved' | 'denied' | 'withdrawn'; readonly by: string; readonly reason: string },
  ): Promise<void> {
    const sealer = await this.keyring.forSubject(userId, tx);
    const [, decided]: [unknown, number] = await tx.query(
      `UPDATE auth.role_request SET state = $3, decided_by = $4, decided_at = $5, decision_reason = $6
        WHERE id = $1 AND user_id = $2 AND state = 'pending'`,
      [id, userId, decision.state, decision.by, this.clock.now(), sealer.seal(place(id, 'decision_reason'), decision.reason)],
    );
    if (decided === 0) throw alreadyDecided();
  }

  private async opened(row: Row): Promise<KeptRoleRequest> {
    const reader = await this.keyring.readerForSubject(row.userId);
    return {
      ...row,
      reason: reader.text(place(row.id, 'reason'), row.reason),
      decisionReason: row.decisionReason && reader.text(place(row.id, 'decision_reason'), row.decisionReason),
    };
  }
}

function place(row: string, column: 'reason' | 'decision_reason') {
  return { table: 'auth.role_request', column, row } as const;
}
