import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

declare const insideTransaction: unique symbol;

/** Proof that a transaction is open. Every write asks for one, and only `Transactions.run` can make one. */
export type Tx = EntityManager & {
  readonly [insideTransaction]: true;
  /** Runs `act` once the commit is durable; never after a rollback. For waking what must not see uncommitted rows. */
  afterCommit(act: () => void): void;
};

@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction on one connection: commits when it resolves, rolls back and rethrows when it rejects.
   * Never wait for a model, a file or the network inside (architecture, section 2).
   */
  async run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const afterCommit: (() => void)[] = [];
    const result = await this.dataSource.transaction((manager) =>
      work(Object.assign(manager, { afterCommit: (act: () => void) => void afterCommit.push(act) }) as unknown as Tx),
    );
    for (const act of afterCommit) act();
    return result;
  }
}
