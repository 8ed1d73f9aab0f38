import { Column, Entity, PrimaryColumn } from 'typeorm';
import * as z from 'zod/mini';
import { Declared, Personal, Secret, Technical } from '#platform/database/declared/declarations.js';
import { SealedJson } from '#platform/database/declared/sealed-columns.js';
import { withTheAccount } from '../table-classes.js';
import { SsoIdentity } from './sso-claims.rules.js';

/** Why the browser was sent to the provider, and the account where that matters. */
const SsoFlow = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal('sign-in') }),
  z.object({ purpose: z.literal('link'), userId: z.uuid() }),
  z.object({ purpose: z.literal('step-up'), userId: z.uuid(), sessionId: z.uuid(), begunAt: z.coerce.date() }),
]);
export type SsoFlow = z.infer<typeof SsoFlow>;

/**
 * A pending attempt: sent to the provider, or back from it, with an identity and the time of that sign-in, or without, because
 * the person cancelled there (`cancelled`) or the response does not fit (`refused`).
 */
const SsoAttempt = z.discriminatedUnion('step', [
  z.object({ step: z.literal('sent'), flow: SsoFlow, state: z.string(), nonce: z.string(), verifier: z.string() }),
  z.object({
    step: z.literal('answered'),
    flow: SsoFlow,
    identity: SsoIdentity,
    authenticatedAt: z.nullable(z.coerce.date()),
  }),
  z.object({ step: z.enum(['cancelled', 'refused']), flow: SsoFlow }),
]);
export type SsoAttempt = z.infer<typeof SsoAttempt>;

@Entity({ schema: 'auth', name: 'sso_identity' })
@Declared({
  ...withTheAccount,
  purpose: 'Which identity of the single sign-on is whose, by keyed hash',
  dataClass: 'account',
})
export class SsoIdentityRow {
  @PrimaryColumn('uuid', { name: 'user_id' })
  @Personal()
  userId!: string;

  @Column('bytea', { name: 'identity_hash' })
  @Secret()
  identityHash!: Buffer;

  @Column('timestamptz', { name: 'linked_at' })
  @Personal()
  linkedAt!: Date;
}

/** Without an owner yet, so it is sealed under the key of the purpose `sso`. */
@Entity({ schema: 'auth', name: 'sso_attempt' })
@Declared({
  purpose: 'Single sign-ons under way, for ten minutes',
  dataClass: 'security',
  subject: { kind: 'none' },
  legalBasis: 'contract',
  retention: 'session',
  erasure: 'pseudonymous',
  backup: 'none',
})
export class SsoAttemptRow {
  @PrimaryColumn('uuid')
  @Technical()
  id!: string;

  @Column('bytea', { name: 'key_hash' })
  @Secret()
  keyHash!: Buffer;

  @SealedJson(SsoAttempt)
  content!: SsoAttempt;

  @Column('timestamptz', { name: 'expires_at' })
  @Technical()
  expiresAt!: Date;
}
