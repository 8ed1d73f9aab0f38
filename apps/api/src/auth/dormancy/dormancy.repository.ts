import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/auth/people/roles.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import type { Tx } from '#platform/database/transactions.js';
import { DormancyRow } from './dormancy.entity.js';
import type { AccountUse } from './dormancy.rules.js';

export interface UsedAccount extends AccountUse {
  readonly id: string;
  readonly role: Role;
}

/** Of `auth.user u`. A session ends after a day at most, so a sign-in is as good as a use. */
export const usedAtOf = `greatest(u.created_at, u.last_signed_in_at, (SELECT max(t.last_used_at) FROM auth.api_token t WHERE t.user_id = u.id))`;

const used = `SELECT u.id, u.role, ${usedAtOf} AS "usedAt", d.announced_at AS "announcedAt", d.disable_at AS "disableAt"
  FROM auth.user u LEFT JOIN auth.dormancy d ON d.user_id = u.id`;

@Injectable()
export class DormancyRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Active accounts that were not used since, and those that were announced. With no moment, the latter alone. */
  async candidates(since: Date | null): Promise<UsedAccount[]> {
    return this.database.query<UsedAccount>(
      `${used} WHERE u.state = 'active' AND (d.user_id IS NOT NULL OR ${usedAtOf} <= $1::timestamptz) ORDER BY u.id`,
      [since],
    );
  }

  /** As it is now, locked until the transaction ends; null where it is no longer active. */
  async hold(tx: Tx, id: string): Promise<UsedAccount | null> {
    const [row]: UsedAccount[] = await tx.query(`${used} WHERE u.id = $1 AND u.state = 'active' FOR NO KEY UPDATE OF u`, [id]);
    return row ?? null;
  }

  /** When the announced ones that are still active will be disabled. */
  async announced(): Promise<Date[]> {
    const rows = await this.database.query<{ at: Date }>(
      `SELECT d.disable_at AS at FROM auth.dormancy d JOIN auth.user u ON u.id = d.user_id WHERE u.state = 'active'`,
    );
    return rows.map(({ at }) => at);
  }

  add(tx: Tx, row: DormancyRow): Promise<void> {
    return this.rows.insert(tx, DormancyRow, row);
  }

  async forget(tx: Tx, userId: string): Promise<void> {
    await this.rows.delete(tx, DormancyRow, { userId });
  }
}
