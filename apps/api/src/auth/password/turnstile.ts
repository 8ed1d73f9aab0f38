import { Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import { signInBusy } from '../auth.errors.js';
import { hashesAtOnce } from './password-hasher.js';

/** Enough to keep the hasher busy while others ask the database, and few enough to leave its connections to those who are signed in. */
const atOnce = hashesAtOnce + 1;

/** Some 50 ms each: who stood further behind would be answered too late. Fewer than the hasher's places, see there. */
const mostWaiting = 64;

/**
 * Visitors with a password come in one after the other. Who finds the queue full is sent away before the database is asked anything: a
 * storm of wrong passwords takes few connections, bounded memory and, of those who are signed in, hardly any time.
 */
@Injectable()
export class Turnstile {
  private readonly turns = pLimit(atOnce);

  /** @throws Problem `sign-in-busy` */
  async through<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.turns.pendingCount >= mostWaiting) throw signInBusy({ retryAfter: 5 });
    return this.turns(work);
  }
}
