import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { Clock } from '#platform/clock.js';
import { Database } from '#platform/database/database.js';
import { refusedBy } from '#platform/database/outage.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { asSealed } from '#sealing/record.js';
import { AccountKeys } from '../account/account-keys.js';
import { ssoLinkedElsewhere } from '../auth.errors.js';
import { SsoIdentity } from './sso-claims.rules.js';

/** For what somebody went to the provider, and who they are here where that matters. */
export const SsoErrand = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal('sign-in') }),
  z.object({ purpose: z.literal('link'), userId: z.uuid() }),
  z.object({ purpose: z.literal('step-up'), userId: z.uuid(), sessionId: z.uuid(), begunAt: z.coerce.date() }),
]);
export type SsoErrand = z.infer<typeof SsoErrand>;

/**
 * An errand under way: sent to the provider, or back from it, with an identity and when the person signed in there, or without, because
 * the person turned back there (`cancelled`) or the answer does not fit (`refused`).
 */
export const SsoAttempt = z.discriminatedUnion('step', [
  z.object({ step: z.literal('sent'), errand: SsoErrand, state: z.string(), nonce: z.string(), verifier: z.string() }),
  z.object({
    step: z.literal('answered'),
    errand: SsoErrand,
    identity: SsoIdentity,
    authenticatedAt: z.nullable(z.coerce.date()),
  }),
  z.object({ step: z.enum(['cancelled', 'refused']), errand: SsoErrand }),
]);
export type SsoAttempt = z.infer<typeof SsoAttempt>;

/** Milliseconds for all that people do at the provider, and then for the step back here. */
export const attemptLasts = 10 * 60_000;

interface Row {
  readonly id: string;
  readonly content: Buffer;
}

@Injectable()
export class SsoRepository {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly keys: AccountKeys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Keeps an attempt. Answers the key that only its browser gets. */
  async keep(tx: Tx, attempt: SsoAttempt): Promise<string> {
    const id = this.ids.next();
    const key = randomBytes(32).toString('base64url');
    const sealer = await this.keyring.forPurpose('sso', tx);
    await tx.query('INSERT INTO auth.sso_attempt (id, key_hash, content, expires_at) VALUES ($1, $2, $3, $4)', [
      id,
      hashOf(key),
      sealer.seal(placeOf(id), JSON.stringify(attempt)),
      new Date(this.clock.now().getTime() + attemptLasts),
    ]);
    return key;
  }

  async attempt(key: string): Promise<SsoAttempt | null> {
    const row = await this.database.one<Row>('SELECT id, content FROM auth.sso_attempt WHERE key_hash = $1 AND expires_at > $2', [
      hashOf(key),
      this.clock.now(),
    ]);
    return row && this.opened(row);
  }

  /** Uses an attempt up. Null when it was used before, has expired or never was. */
  async take(tx: Tx, key: string): Promise<SsoAttempt | null> {
    const [[row]]: [Row[], number] = await tx.query(
      'DELETE FROM auth.sso_attempt WHERE key_hash = $1 AND expires_at > $2 RETURNING id, content',
      [hashOf(key), this.clock.now()],
    );
    return row ? this.opened(row, tx) : null;
  }

  async forgetExpired(tx: Tx): Promise<void> {
    await tx.query('DELETE FROM auth.sso_attempt WHERE expires_at <= $1', [this.clock.now()]);
  }

  /** Whose identity this is, or null. */
  async userOf({ issuer, subject }: SsoIdentity): Promise<string | null> {
    const hash = await this.keys.ssoIdentity(issuer, subject);
    const row = await this.database.one<{ userId: string }>(
      'SELECT user_id AS "userId" FROM auth.sso_identity WHERE identity_hash = $1',
      [hash],
    );
    return row?.userId ?? null;
  }

  async linkedAt(userId: string): Promise<Date | null> {
    const row = await this.database.one<{ at: Date }>('SELECT linked_at AS at FROM auth.sso_identity WHERE user_id = $1', [
      userId,
    ]);
    return row?.at ?? null;
  }

  /** @throws Problem `sso-linked-elsewhere` when the identity is somebody else's or the person has another one */
  async link(tx: Tx, userId: string, { issuer, subject }: SsoIdentity): Promise<Date> {
    const linkedAt = this.clock.now();
    try {
      await tx.query('INSERT INTO auth.sso_identity (user_id, identity_hash, linked_at) VALUES ($1, $2, $3)', [
        userId,
        await this.keys.ssoIdentity(issuer, subject),
        linkedAt,
      ]);
      return linkedAt;
    } catch (error) {
      throw refusedBy(error)?.sqlState === '23505' ? ssoLinkedElsewhere({ cause: error }) : error;
    }
  }

  /** Answers whether there was a link. */
  async unlink(tx: Tx, userId: string): Promise<boolean> {
    const [, removed]: [unknown, number] = await tx.query('DELETE FROM auth.sso_identity WHERE user_id = $1', [userId]);
    return removed > 0;
  }

  /** Null for one that a version of before an update has kept: begun again, it goes well. */
  private async opened({ id, content }: Row, tx?: Tx): Promise<SsoAttempt | null> {
    const sealer = await this.keyring.forPurpose('sso', tx);
    const attempt = SsoAttempt.safeParse(JSON.parse(sealer.openText(placeOf(id), asSealed(content))));
    return attempt.success ? attempt.data : null;
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function placeOf(id: string) {
  return { table: 'auth.sso_attempt', column: 'content', row: id } as const;
}
