import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { PasskeyRow } from '../passkeys/passkey.entity.js';
import { RecoveryCodeRow, TotpRow } from './second-factor.entity.js';

/** The second factors of an account. */
export interface Factors {
  readonly app: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
}

export interface KeptTotp extends Pick<TotpRow, 'userId' | 'secret'> {
  /** The secret as it is stored: it identifies the row even after another one has replaced it. */
  readonly sealed: Buffer;
  readonly isConfirmed: boolean;
}

@Injectable()
export class MfaRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async totpOf(userId: string): Promise<KeptTotp | null> {
    const row = await this.database.one<Stored<KeptTotp>>(
      `SELECT ${someColumnsOf(TotpRow, ['userId', 'secret'])}, secret AS sealed, confirmed_at IS NOT NULL AS "isConfirmed"
         FROM auth.totp WHERE user_id = $1`,
      [userId],
    );
    return row && this.rows.open(TotpRow, row);
  }

  /** Whether there is an authenticator app or a passkey. */
  async isEnrolled(userId: string): Promise<boolean> {
    const found = await this.database.one(
      `SELECT FROM auth.totp WHERE user_id = $1 AND confirmed_at IS NOT NULL
        UNION ALL SELECT FROM auth.passkey WHERE user_id = $1 LIMIT 1`,
      [userId],
    );
    return found !== null;
  }

  async factorsOf(userId: string): Promise<Factors> {
    const row = await this.database.one<Factors>(
      `SELECT EXISTS (SELECT FROM auth.totp WHERE user_id = $1 AND confirmed_at IS NOT NULL) AS app,
              (SELECT count(*)::int FROM auth.passkey WHERE user_id = $1) AS passkeys,
              (SELECT count(*)::int FROM auth.recovery_code WHERE user_id = $1) AS "recoveryCodes"`,
      [userId],
    );
    return row!;
  }

  /** Begins an enrolment in place of an earlier one that was not confirmed. Returns whether it could: a confirmed one stays. */
  begin(tx: Tx, userId: string, secret: Buffer, now: Date): Promise<boolean> {
    return this.rows.upsert(tx, TotpRow, { userId, secret, createdAt: now }, { replaces: { confirmedAt: null } });
  }

  /** Confirms exactly this enrolment with the step of its first code, which is thereby used up. Returns whether it was still pending. */
  async confirm(tx: Tx, userId: string, { sealed }: KeptTotp, step: number, now: Date): Promise<boolean> {
    const [, confirmed]: [unknown, number] = await tx.query(
      'UPDATE auth.totp SET confirmed_at = $2, last_step = $3 WHERE user_id = $1 AND confirmed_at IS NULL AND secret = $4',
      [userId, now, step, sealed],
    );
    return confirmed > 0;
  }

  /** Uses a step up. Returns whether it was still unused: of attempts with one code the first one wins. */
  async useStep(tx: Tx, userId: string, step: number): Promise<boolean> {
    const [, used]: [unknown, number] = await tx.query(
      'UPDATE auth.totp SET last_step = $2 WHERE user_id = $1 AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < $2)',
      [userId, step],
    );
    return used > 0;
  }

  /** In place of all others, also of those that are being made at the same moment. */
  async putRecoveryCodes(tx: Tx, userId: string, hashes: readonly Buffer[]): Promise<void> {
    await tx.query('SELECT FROM auth.user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    await this.rows.delete(tx, RecoveryCodeRow, { userId });
    await tx.query('INSERT INTO auth.recovery_code (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [userId, hashes]);
  }

  /** Uses a recovery code up. Returns whether it existed. */
  async useRecoveryCode(tx: Tx, userId: string, hash: Buffer): Promise<boolean> {
    return (await this.rows.delete(tx, RecoveryCodeRow, { userId, codeHash: hash })) > 0;
  }

  async hasRecoveryCodes(tx: Tx, userId: string): Promise<boolean> {
    const rows: unknown[] = await tx.query('SELECT FROM auth.recovery_code WHERE user_id = $1 LIMIT 1', [userId]);
    return rows.length > 0;
  }

  /** Recovery codes stand in for something: without an app and without passkeys they go. */
  async dropIdleRecoveryCodes(tx: Tx, userId: string): Promise<void> {
    await tx.query(
      `DELETE FROM auth.recovery_code WHERE user_id = $1
          AND NOT EXISTS (SELECT FROM auth.totp WHERE user_id = $1 AND confirmed_at IS NOT NULL)
          AND NOT EXISTS (SELECT FROM auth.passkey WHERE user_id = $1)`,
      [userId],
    );
  }

  /** Removes the authenticator app. Returns whether there was one. */
  async removeTotp(tx: Tx, userId: string): Promise<boolean> {
    return (await this.rows.delete(tx, TotpRow, { userId })) > 0;
  }

  /** Removes all passkeys of a person. Returns how many there were. */
  removePasskeys(tx: Tx, userId: string): Promise<number> {
    return this.rows.delete(tx, PasskeyRow, { userId });
  }
}
