import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { AlikeNames } from './alike-names.repository.js';

const atOnce = 500;

/** Stores the skeleton of names that were chosen before there was one. New accounts have it from the beginning. */
@Injectable()
export class AlikeNamesUpkeep implements OnApplicationBootstrap {
  constructor(
    private readonly names: AlikeNames,
    private readonly transactions: Transactions,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.fill();
    } catch (error) {
      // Signing in works without; the next start does what is left.
      this.log.warn('not all names have been checked for look-alikes yet', { error: errorName(error) });
    }
  }

  async fill(): Promise<void> {
    let after: string | null = null;
    do {
      const accounts: Awaited<ReturnType<AlikeNames['unkept']>> = await this.names.unkept(after, atOnce);
      const known = accounts.flatMap(({ id, likenesses }) => (likenesses ? [{ id, ...likenesses }] : []));
      if (known.length > 0) await this.transactions.run((tx) => this.names.keep(tx, known));
      after = accounts.at(-1)?.id ?? null;
    } while (after !== null);
  }
}
