import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import { latestEnd } from '#platform/moments.js';
import type { Tx } from '#platform/database/transactions.js';
import { passkeyKnown } from '../auth.errors.js';
import { PasskeyChallengeRow, PasskeyRow } from './passkey.entity.js';

export type KeptPasskey = Omit<PasskeyRow, 'counter'>;

const columns = columnsOf(PasskeyRow);

/** Milliseconds that a challenge waits for its answer. */
export const challengeWaits = 5 * 60_000;

@Injectable()
export class PasskeysRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Stores a challenge; `userId`: the account it is issued to, if it is known. */
  async ask(tx: Tx, challenge: string, userId: string | null, expiresAt: Date): Promise<void> {
    await this.rows.insert(tx, PasskeyChallengeRow, { challengeHash: hashOf(challenge), userId, expiresAt });
  }

  /** Uses a challenge up. Returns whether it was issued to this account (or to none in particular) and was still pending. */
  async takeChallenge(tx: Tx, challenge: string, userId: string | null, now: Date): Promise<boolean> {
    const [, taken]: [unknown, number] = await tx.query(
      'DELETE FROM auth.passkey_challenge WHERE challenge_hash = $1 AND user_id IS NOT DISTINCT FROM $2::uuid AND expires_at > $3 AND expires_at <= $4',
      [hashOf(challenge), userId, now, latestEnd(challengeWaits, now)],
    );
    return taken > 0;
  }

  async forgetChallenges(tx: Tx, now: Date): Promise<void> {
    await tx.query('DELETE FROM auth.passkey_challenge WHERE expires_at <= $1', [now]);
  }

  /** Oldest first. */
  async ofUser(userId: string): Promise<KeptPasskey[]> {
    const rows = await this.database.query<Stored<PasskeyRow>>(
      `SELECT ${columns} FROM auth.passkey WHERE user_id = $1 ORDER BY id`,
      [userId],
    );
    return this.rows.shown(PasskeyRow, rows);
  }

  async byCredential(credentialId: Uint8Array): Promise<KeptPasskey | null> {
    const row = await this.database.one<Stored<PasskeyRow>>(`SELECT ${columns} FROM auth.passkey WHERE credential_id = $1`, [
      credentialId,
    ]);
    return row && this.rows.open(PasskeyRow, row);
  }

  /** How many a person has. No other is added until the transaction ends. */
  async count(tx: Tx, userId: string): Promise<number> {
    await tx.query('SELECT FROM auth.user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const [{ count }]: [{ count: number }] = await tx.query(
      'SELECT count(*)::int AS count FROM auth.passkey WHERE user_id = $1',
      [userId],
    );
    return count;
  }

  /** @throws Problem `passkey-known` when an account has it already */
  async add(tx: Tx, passkey: Omit<KeptPasskey, 'lastUsedAt'> & { readonly counter: number }): Promise<void> {
    try {
      await this.rows.insert(tx, PasskeyRow, { ...passkey, counter: String(passkey.counter) });
    } catch (error) {
      throw refusedBy(error)?.constraint === 'passkey_credential' ? passkeyKnown({ cause: error }) : error;
    }
  }

  /** Advances the signature counter. Returns whether it grew: otherwise the passkey may have been copied (WebAuthn Level 3, section 6.1.1). */
  async use(tx: Tx, id: string, counter: number, now: Date): Promise<boolean> {
    const [, used]: [unknown, number] = await tx.query(
      'UPDATE auth.passkey SET counter = $2, last_used_at = $3 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))',
      [id, counter, now],
    );
    return used > 0;
  }

  /** Returns the renamed passkey, or null when the person has no such passkey. */
  async rename(tx: Tx, userId: string, id: string, name: string): Promise<KeptPasskey | null> {
    await this.rows.update(tx, PasskeyRow, { id, userId }, { name });
    const [row]: Stored<PasskeyRow>[] = await tx.query(`SELECT ${columns} FROM auth.passkey WHERE user_id = $1 AND id = $2`, [
      userId,
      id,
    ]);
    return row ? this.rows.open(PasskeyRow, row, { tx }) : null;
  }

  /** Returns the name of the removed passkey, or null when the person has no such passkey. */
  async remove(tx: Tx, userId: string, id: string): Promise<string | null> {
    const [[row]]: [Stored<PasskeyRow>[], number] = await tx.query(
      `DELETE FROM auth.passkey WHERE user_id = $1 AND id = $2 RETURNING ${columns}`,
      [userId, id],
    );
    return row ? (await this.rows.open(PasskeyRow, row, { tx })).name : null;
  }
}

function hashOf(challenge: string): Buffer {
  return createHash('sha256').update(challenge).digest();
}
