import { Injectable } from '@nestjs/common';
import type { RoleRequestQuery } from '#contracts/auth/people/users.js';
import { Clock } from '#platform/clock.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import { alreadyDecided, roleRequestOpen } from '../auth.errors.js';
import { RoleRequestRow } from './role-request.entity.js';

const columns = columnsOf(RoleRequestRow);

@Injectable()
export class RoleRequestsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly clock: Clock,
  ) {}

  async byId(id: string): Promise<RoleRequestRow | null> {
    const row = await this.database.one<Stored<RoleRequestRow>>(`SELECT ${columns} FROM auth.role_request WHERE id = $1`, [id]);
    return this.rows.shownOne(RoleRequestRow, row);
  }

  /** Holds the request until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<RoleRequestRow | null> {
    const [row]: Stored<RoleRequestRow>[] = await tx.query(`SELECT ${columns} FROM auth.role_request WHERE id = $1 FOR UPDATE`, [
      id,
    ]);
    return this.rows.shownOne(RoleRequestRow, row);
  }

  /** In the requested order, after the one with the id `after`; of one person, or all. */
  async page(
    filter: Pick<RoleRequestQuery, 'state' | 'sort'> & { readonly userId: string | null },
    after: string | null,
    limit: number,
  ): Promise<RoleRequestRow[]> {
    const [beyond, order] = filter.sort === 'asked' ? ['>', 'ASC'] : ['<', 'DESC'];
    const rows = await this.database.query<Stored<RoleRequestRow>>(
      `SELECT ${columns} FROM auth.role_request
        WHERE ($1::uuid IS NULL OR id ${beyond} $1) AND ($2::uuid IS NULL OR user_id = $2)
          AND ($3::text IS NULL OR ($3 = 'pending') = (state = 'pending'))
        ORDER BY id ${order} LIMIT $4`,
      [after, filter.userId, filter.state ?? null, limit],
    );
    return this.rows.shown(RoleRequestRow, rows);
  }

  /** @throws Problem `role-request-open` when the person waits for another decision */
  async add(tx: Tx, request: Pick<RoleRequestRow, 'id' | 'userId' | 'role' | 'reason'>): Promise<void> {
    try {
      await this.rows.insert(tx, RoleRequestRow, { ...request, state: 'pending', createdAt: this.clock.now() });
    } catch (error) {
      throw refusedBy(error)?.constraint === 'role_request_one_open' ? roleRequestOpen({ cause: error }) : error;
    }
  }

  /** Of decisions at the same moment the first one wins. @throws Problem `already-decided` for the others */
  async decide(
    tx: Tx,
    { id, userId }: Pick<RoleRequestRow, 'id' | 'userId'>,
    { state, by, reason }: { readonly state: 'approved' | 'denied' | 'withdrawn'; readonly by: string; readonly reason: string },
  ): Promise<void> {
    const decided = await this.rows.update(
      tx,
      RoleRequestRow,
      { id, userId, state: 'pending' },
      { state, decidedBy: by, decidedAt: this.clock.now(), decisionReason: reason },
    );
    if (decided === 0) throw alreadyDecided();
  }
}
