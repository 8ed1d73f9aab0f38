import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { Clock } from '#platform/clock.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { latestEnd } from '#platform/moments.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { AccountKeys } from '../account/account-keys.js';
import { ssoLinkedElsewhere } from '../auth.errors.js';
import type { SsoIdentity } from './sso-claims.rules.js';
import { SsoAttemptRow, SsoIdentityRow, type SsoAttempt } from './sso.entity.js';

/** Milliseconds for all that people do at the provider, and then for the step back here. */
export const attemptLasts = 10 * 60_000;

const stillGoing = 'WHERE key_hash = $1 AND expires_at > $2 AND expires_at <= $3';

@Injectable()
export class SsoRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keyring: Keyring,
    private readonly keys: AccountKeys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Stores an attempt. Returns the key that only its browser gets. */
  async keep(tx: Tx, attempt: SsoAttempt): Promise<string> {
    const key = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + attemptLasts);
    const row = { id: this.ids.next(), keyHash: hashOf(key), content: attempt, expiresAt };
    await this.rows.insert(tx, SsoAttemptRow, row, { sealer: await this.keyring.forPurpose('sso', tx) });
    return key;
  }

  async attempt(key: string): Promise<SsoAttempt | null> {
    const row = await this.database.one<Stored<SsoAttemptRow>>(
      `SELECT ${columnsOf(SsoAttemptRow)} FROM auth.sso_attempt ${stillGoing}`,
      this.keyNow(key),
    );
    return row && this.opened(row);
  }

  /** Uses an attempt up. Null when it was used before, has expired or never was. */
  async take(tx: Tx, key: string): Promise<SsoAttempt | null> {
    const [[row]]: [Stored<SsoAttemptRow>[], number] = await tx.query(
      `DELETE FROM auth.sso_attempt ${stillGoing} RETURNING ${columnsOf(SsoAttemptRow)}`,
      this.keyNow(key),
    );
    return row ? this.opened(row, tx) : null;
  }

  async forgetExpired(tx: Tx): Promise<void> {
    await tx.query('DELETE FROM auth.sso_attempt WHERE expires_at <= $1', [this.clock.now()]);
  }

  /** Whose identity this is, or null. */
  async userOf({ issuer, subject }: SsoIdentity): Promise<string | null> {
    const hash = await this.keys.ssoIdentity(issuer, subject);
    const row = await this.database.one<SsoIdentityRow>(
      `SELECT ${columnsOf(SsoIdentityRow)} FROM auth.sso_identity WHERE identity_hash = $1`,
      [hash],
    );
    return row?.userId ?? null;
  }

  async linkedAt(userId: string): Promise<Date | null> {
    const row = await this.database.one<SsoIdentityRow>(
      `SELECT ${columnsOf(SsoIdentityRow)} FROM auth.sso_identity WHERE user_id = $1`,
      [userId],
    );
    return row?.linkedAt ?? null;
  }

  /** @throws Problem `sso-linked-elsewhere` when the identity belongs to another account or the account has another one */
  async link(tx: Tx, userId: string, { issuer, subject }: SsoIdentity): Promise<Date> {
    const linkedAt = this.clock.now();
    try {
      const identityHash = await this.keys.ssoIdentity(issuer, subject);
      await this.rows.insert(tx, SsoIdentityRow, { userId, identityHash, linkedAt });
      return linkedAt;
    } catch (error) {
      throw refusedBy(error)?.sqlState === '23505' ? ssoLinkedElsewhere({ cause: error }) : error;
    }
  }

  /** Returns whether there was a link. */
  async unlink(tx: Tx, userId: string): Promise<boolean> {
    return (await this.rows.delete(tx, SsoIdentityRow, { userId })) > 0;
  }

  private keyNow(key: string): unknown[] {
    const now = this.clock.now();
    return [hashOf(key), now, latestEnd(attemptLasts, now)];
  }

  /** Null for one that a version of before an update has kept: begun again, it goes well. */
  private async opened(row: Stored<SsoAttemptRow>, tx?: Tx): Promise<SsoAttempt | null> {
    try {
      return (await this.rows.open(SsoAttemptRow, row, { sealer: await this.keyring.forPurpose('sso', tx) })).content;
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
