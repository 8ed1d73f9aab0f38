import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/auth/people/roles.js';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import type { AccessOfAccount } from '#platform/rights/account-access.js';
import { latestEnd } from '../approvals/approval.rules.js';
import { usedAtOf } from '../dormancy/dormancy.repository.js';

/** With the last use instead of what the policy makes of it. */
export interface KeptAccess extends Omit<AccessOfAccount, 'isDormant'> {
  readonly usedAt: Date;
}

@Injectable()
export class AccountAccessRepository {
  constructor(private readonly database: Database) {}

  /** Active accounts of these roles in the order of their ids, after one. */
  page(tx: Tx, roles: readonly Role[], after: string | null, limit: number, now: Date): Promise<KeptAccess[]> {
    return tx.query(
      `SELECT u.id, u.role, u.last_signed_in_at AS "lastSignedInAt", ${usedAtOf} AS "usedAt",
              (EXISTS (SELECT FROM auth.totp m WHERE m.user_id = u.id AND m.confirmed_at IS NOT NULL)
                OR EXISTS (SELECT FROM auth.passkey k WHERE k.user_id = u.id)) AS "mfaEnrolled",
              (SELECT count(*)::int FROM auth.api_token t WHERE t.user_id = u.id AND t.expires_at > $4) AS tokens
         FROM auth.user u
        WHERE u.state = 'active' AND u.role = ANY ($1) AND ($2::uuid IS NULL OR u.id > $2) ORDER BY u.id LIMIT $3`,
      [roles, after, limit, now],
    );
  }

  /** The roles of those among them that are active. */
  async activeAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Role>> {
    const rows: { id: string; role: Role }[] = await tx.query(
      `SELECT id, role FROM auth.user WHERE id = ANY ($1::uuid[]) AND state = 'active'`,
      [ids],
    );
    return new Map(rows.map(({ id, role }) => [id, role]));
  }

  /** The roles that these accounts have now, disabled ones too. */
  async rolesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Role>> {
    const rows = await this.database.query<{ id: string; role: Role }>(
      'SELECT id, role FROM auth.user WHERE id = ANY ($1::uuid[])',
      [ids],
    );
    return new Map(rows.map(({ id, role }) => [id, role]));
  }

  /** Those requests among them that wait for a decision. */
  async pendingAmong(ids: readonly string[], now: Date): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM auth.approval WHERE id = ANY ($1::uuid[]) AND state = 'pending' AND expires_at > $2 AND expires_at <= $3`,
      [ids, now, latestEnd(now)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** When the first account was made; null while there is none. */
  async firstMadeAt(): Promise<Date | null> {
    return (await this.database.one<{ at: Date | null }>('SELECT min(created_at) AS at FROM auth.user'))?.at ?? null;
  }
}
