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
 * Argon2id (RFC 9106), in the cost that OWASP's Password Storage Cheat Sheet names: 19 MiB, two passes, one lane. To raise it, change
 * it here: each password is hashed anew when its owner signs in next.
 */
const cost = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Half the processors at most: somebody who guesses passwords must not slow those who are signed in. */
export const hashesAtOnce = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));

/**
 * Longer queues would only make people wait for an answer that comes too late; some 50 ms each. Visitors come through the turnstile, a few
 * at a time, so the places here are for people who are signed in and prove who they are: a storm at the door leaves theirs free.
 */
const mostWaiting = 64;

/** Turns passwords into hashes and compares them, with bounded memory (19 MiB each), processor time and queue. */
@Injectable()
export class PasswordHasher implements OnModuleInit {
  private readonly turns = pLimit(hashesAtOnce);
  private nobodysHash!: string;

  constructor(
    private readonly keys: AccountKeys,
    private readonly assurance: Assurance,
  ) {}

  async onModuleInit(): Promise<void> {
    this.nobodysHash = await this.hash(randomBytes(16).toString('hex'));
    stepBack();
  }

  /** A PHC string under a salt of its own and the installation's pepper. */
  hash(password: string): Promise<string> {
    const { options, prepare } = this.isAsReceived ? asReceived : composed;
    return this.inTurn(async () => argon2.hash(prepare(password), { ...cost, ...options, secret: await this.keys.pepper() }));
  }

  /** Whether the password is the one of the hash. Without a hash the answer is no, after the same work. */
  async matches(hash: string | null, password: string): Promise<boolean> {
    const compared = hash ?? this.nobodysHash;
    const { prepare } = isOfReceived(compared) ? asReceived : composed;
    const equal = await this.inTurn(async () => argon2.verify(compared, prepare(password), { secret: await this.keys.pepper() }));
    return equal && hash !== null;
  }

  /** Whether a hash was made at another cost, or of another form of the password, than today's. */
  isOutdated(hash: string): boolean {
    return argon2.needsRehash(hash, cost) || isOfReceived(hash) !== this.isAsReceived;
  }

  private get isAsReceived(): boolean {
    return this.assurance.demands.passwordsAre === 'as-received';
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.turns.pendingCount >= mostWaiting) throw signInBusy({ retryAfter: 5, isTurnedAway: true });
    return this.turns(work);
  }
}

/** Keyboards differ in how they compose accents; the password must not (RFC 8265, OpaqueString). */
const composed = { options: {}, prepare: (password: string) => password.normalize('NFC') };

/** To the byte (OWASP ASVS 6.2.8). Argon2's associated data says so, inside the hash: one comparison does, whichever kind it is of. */
const asReceived = { options: { associatedData: Buffer.from('as-received') }, prepare: (password: string) => password };

function isOfReceived(hash: string): boolean {
  return hash.includes(`,data=${asReceived.options.associatedData.toString('base64').replaceAll('=', '')}$`);
}
