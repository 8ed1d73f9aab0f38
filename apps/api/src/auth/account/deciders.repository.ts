import { Injectable } from '@nestjs/common';
import { decidingRoles } from '#contracts/roles.js';
import type { Tx } from '#platform/database/transactions.js';
import { SsoProvider } from '../sso/sso-provider.js';

/** Who may decide requests of others and can sign in to do it, by whatever way: `auth.can_sign_in` is the one place that says so. */
@Injectable()
export class DecidersRepository {
  constructor(private readonly provider: SsoProvider) {}

  /** How many there are, but for these people. */
  async countOthers(tx: Tx, except: readonly string[]): Promise<number> {
    const [row]: [{ count: number }] = await tx.query(
      `SELECT count(*)::int AS count FROM auth.user
        WHERE role = ANY ($1) AND NOT id = ANY ($2::uuid[]) AND auth.can_sign_in(id, $3)`,
      [decidingRoles, except, this.provider.label !== null],
    );
    return row.count;
  }

  /** Whether somebody can sign in, as things stand in this transaction. */
  async canSignIn(tx: Tx, id: string): Promise<boolean> {
    const [row]: [{ can: boolean }] = await tx.query('SELECT auth.can_sign_in($1, $2) AS can', [
      id,
      this.provider.label !== null,
    ]);
    return row.can;
  }
}
