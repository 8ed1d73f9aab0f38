import { Injectable } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import { DataSource, EntityManager, type QueryRunner } from 'typeorm';
import { errorName, errorPlace } from '../logging/error-name.js';
import { Log } from '../logging/log.js';
import { commitWith, type Closing, type ClosingStatement } from './closing-commit.js';
import { heldProblem } from '../retention/under-hold.js';
import { isConnectionLoss } from './pool/outage.js';
import { outcomeUnknown } from './transaction.errors.js';

declare const insideTransaction: unique symbol;

/** Proof that a transaction is open. Every write asks for one, and only `Transactions.run` can make one. */
export type Tx = EntityManager & {
  readonly [insideTransaction]: true;
  /** Runs `act` once the commit is durable; never after a rollback. For waking what must not see uncommitted rows. */
  afterCommit(act: () => void): void;
  /**
   * Adds a statement to the end of the transaction whose result is not awaited. It is sent together with the commit, which saves a round trip
   * to the server; when it fails, nothing is committed and `run` rejects with what `refused` makes of it.
   */
  closeWith(statement: ClosingStatement, refused: (cause: unknown) => Error): void;
};

interface Running {
  isOpen: boolean;
}

const running = new AsyncLocalStorage<Running>();

@Injectable()
export class Transactions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Log,
  ) {}

  /**
   * Runs `work` in one transaction on one connection: commits when it resolves, rolls back and rethrows when it rejects.
   * Never wait for a model, a file or the network inside (architecture, section 2), and never open a second one inside: it would commit
   * independently of the first, and enough of them together would wait for each other's connections for ever.
   * @throws Problem `outcome-unknown` when the connection was lost during the commit itself, `under-hold` when a legal hold keeps what was to go.
   */
  run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (running.getStore()?.isOpen) throw new Error('A transaction was opened inside another one: hand the first one on.');
    return this.committed(this.dataSource.createQueryRunner(), work);
  }

  /**
   * As `run`, and also allowed inside another transaction, independently of which it commits: for what must stay when the other one is rolled
   * back, such as a secret that is cached in memory. It takes a connection of the readers, so the others cannot starve it.
   */
  autonomous<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.committed(this.dataSource.createQueryRunner('slave'), work);
  }

  private async committed<Result>(runner: QueryRunner, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const afterCommit: (() => void)[] = [];
    const closings: Closing[] = [];
    const state: Running = { isOpen: true };
    let isWorkDone = false;
    let result: Result;
    try {
      await runner.startTransaction();
      const tx = Object.assign(runner.manager, {
        afterCommit: (act: () => void) => void afterCommit.push(act),
        closeWith: (statement: ClosingStatement, refused: Closing['refused']) => void closings.push({ statement, refused }),
      }) as unknown as Tx;
      result = await running.run(state, () => work(tx));
      isWorkDone = true;
      if (closings.length === 0) await runner.commitTransaction();
      else await commitWith((await runner.connect()) as PoolClient, closings);
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined); // the first error counts
      throw isWorkDone && isConnectionLoss(error) ? outcomeUnknown({ cause: error }) : (heldProblem(error) ?? error);
    } finally {
      state.isOpen = false;
      await runner.release();
    }
    for (const act of afterCommit) this.perform(act);
    return result;
  }

  /** What was committed stays committed: an act that fails now must not make the caller believe otherwise, nor keep the next from running. */
  private perform(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.log.error('work after a commit failed', { error: errorName(error), at: errorPlace(error) });
    }
  }
}
