import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '../database/transactions.js';
import { Idempotency, type KeyedCall } from './idempotency.js';

export interface Keeping<Result> {
  /** What it is about, where it has an id: when that is deleted, what is kept of the call goes too. */
  readonly objectId: string | null;
  /** Whether the result holds a secret that is shown once. */
  readonly holdsSecret?: (result: Result) => boolean;
}

/** For handlers that record themselves (`@DoneOnce`): what they change, in one transaction, once for a call with an `Idempotency-Key`. */
@Injectable()
export class KeyedTransactions {
  constructor(
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
  ) {}

  /** Runs `work`, or returns the result of the same earlier call. The result must be JSON. */
  run<Result>(call: KeyedCall | null, keeping: Keeping<Result>, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.transactions.run(async (tx) => {
      if (!call) return work(tx);
      const { body, isReplayed } = await this.idempotency.once(tx, call, async () => {
        const result = await work(tx);
        return { status: 200, body: result, objectId: keeping.objectId, holdsSecret: keeping.holdsSecret?.(result) === true };
      });
      if (isReplayed) call.replayed();
      return body as Result;
    });
  }
}
