import { Injectable, type OnModuleInit } from '@nestjs/common';
import argon2 from 'argon2';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { AccountKeys } from '../account/account-keys.js';
import { Assurance } from '../assurance/assurance.js';
import { signInBusy } from '../auth.errors.js';
import { stepBack } from './engine/worker-threads.js';

/**
 * Argon2id (RFC 9106), at the cost that OWASP's Password Storage Cheat Sheet recommends: 19 MiB, two passes, one lane. To raise it, change
 * it here: each password is rehashed when its owner next signs in.
 */
const cost = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Half the processors at most: password guessing must not slow down those who are signed in. */
export const hashesAtOnce = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));

/**
 * Longer queues would only make people wait for an answer that comes too late; some 50 ms each. Sign-ins pass `SignInConcurrency`, a few
 * at a time, so the queue here is for people who are signed in and prove who they are: a storm of sign-ins leaves theirs free.
 */
const maxWaiting = 64;

/** Hashes and compares passwords with bounded memory (19 MiB each), processor time and queue. */
@Injectable()
export class PasswordHasher implements OnModuleInit {
  private readonly limiter = pLimit(hashesAtOnce);
  private nobodysHash!: string;

  constructor(
    private readonly keys: AccountKeys,
    private readonly assurance: Assurance,
  ) {}

  async onModuleInit(): Promise<void> {
    this.nobodysHash = await this.hash(randomBytes(16).toString('hex'), nobody);
    stepBack();
  }

  /** A PHC string under a salt of its own and the installation's pepper, for this account alone. */
  hash(password: string, accountId: string): Promise<string> {
    const form = this.isAsReceived ? 'as-received' : 'composed';
    const associatedData = Buffer.from(bindingOf(accountId, form));
    return this.limited(async () =>
      argon2.hash(prepared[form](password), { ...cost, associatedData, secret: await this.keys.pepper() }),
    );
  }

  /** Whether the password is the one of this account's hash. Without a hash, or with another account's, the answer is no, after the same work. */
  async matches(
    account: { readonly id: string; readonly passwordHash: string | null } | null,
    password: string,
  ): Promise<boolean> {
    const hash = account?.passwordHash ?? this.nobodysHash;
    const binding = bindingIn(hash, account?.id ?? nobody);
    const prepare = prepared[binding?.form ?? 'composed'];
    const equal = await this.limited(async () => argon2.verify(hash, prepare(password), { secret: await this.keys.pepper() }));
    return equal && binding !== null && (account?.passwordHash ?? null) !== null;
  }

  /** Whether a hash was made at another cost than today's, of another form of the password, or before hashes were bound to their account. */
  isOutdated(hash: string, accountId: string): boolean {
    const binding = bindingIn(hash, accountId);
    return argon2.needsRehash(hash, cost) || !binding?.isBound || (binding.form === 'as-received') !== this.isAsReceived;
  }

  private get isAsReceived(): boolean {
    return this.assurance.demands.passwordsAre === 'as-received';
  }

  private limited<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.limiter.pendingCount >= maxWaiting) throw signInBusy({ retryAfter: 5, isAnonymousRefusal: true });
    return this.limiter(work);
  }
}

/** Whose hash is compared where there is none. */
const nobody = 'nobody';

/**
 * Keyboards differ in how they compose accents; the password must not (RFC 8265, OpaqueString). Byte for byte, as OWASP ASVS 6.2.8 demands, where
 * `auth.assurance` is set so.
 */
const prepared = {
  composed: (password: string) => password.normalize('NFC'),
  'as-received': (password: string) => password,
} as const;

type Form = keyof typeof prepared;

/**
 * Argon2's associated data: the account and the form of the password. It is part of the PHC string and hashed with the password,
 * so a hash that is moved into another account's row, or whose data is changed, verifies nothing.
 */
function bindingOf(accountId: string, form: Form): string {
  return `${accountId} ${form}`;
}

/** What a hash says of itself, or null when it is another account's. Those from before say nothing, or the form alone. */
function bindingIn(hash: string, accountId: string): { readonly form: Form; readonly isBound: boolean } | null {
  const encoded = /,data=([A-Za-z0-9+/]+)\$/.exec(hash)?.[1];
  const data = encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8');
  if (data === null || data === 'as-received') return { form: data ?? 'composed', isBound: false };
  const form = (['composed', 'as-received'] as const).find((each) => data === bindingOf(accountId, each));
  return form === undefined ? null : { form, isBound: true };
}
