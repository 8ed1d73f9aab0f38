import { Injectable } from '@nestjs/common';
import type { RequestHandler } from 'express';
import pLimit from 'p-limit';
import { setTimeout as sleep } from 'node:timers/promises';
import { signInBusy } from '../auth.errors.js';
import { hashesAtOnce } from './password-hasher.js';

/** Enough to keep the hasher busy while others ask the database, and few enough to leave its connections to those who are signed in. */
const maxConcurrent = hashesAtOnce + 1;

/** Some 50 ms each, or 200 ms in a storm: anyone further back would wait too long. Fewer than the hasher's slots, see there. */
const maxWaiting = 64;

/**
 * After a wrong password its place rests for so many times what the attempt took. Hashing is what people who are signed in feel of a
 * storm: it would keep half the processors busy, and takes an eighth of them like this. Who types the right password is never held up by
 * that of their own, and a single slip leaves the other places as they are.
 */
const restFactor = 3;

/** Milliseconds; where the machine itself is slow, a rest would only add to it. */
const maxRestMs = 250;

/**
 * Password attempts run one after the other. When the queue is full, an attempt is rejected before it reaches the database: a
 * storm of wrong passwords takes few connections, bounded memory and hardly any time from those who are signed in.
 */
@Injectable()
export class SignInConcurrency {
  private readonly limiter = pLimit(maxConcurrent);

  /**
   * An error that `work` resolves with is the refusal of a wrong password and is returned immediately, while its slot stays taken.
   * @throws Problem `sign-in-busy`
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.isFull) throw busy();
    return new Promise((resolve, reject) => {
      void this.limiter(async () => {
        const began = performance.now();
        const outcome = work();
        outcome.then(resolve, reject);
        if ((await outcome.catch(() => null)) instanceof Error) await rest(performance.now() - began);
      });
    });
  }

  /** Sends visitors away before anything else is done for them; of a storm, that is nearly all. */
  middleware(): RequestHandler {
    return (_request, _response, next) => (this.isFull ? next(busy()) : next());
  }

  private get isFull(): boolean {
    return this.limiter.pendingCount >= maxWaiting;
  }
}

async function rest(took: number): Promise<void> {
  await sleep(Math.min(maxRestMs, restFactor * took));
}

function busy(): Error {
  return signInBusy({ retryAfter: 5, isAnonymousRefusal: true });
}
