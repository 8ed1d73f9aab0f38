import { Injectable } from '@nestjs/common';
import { Role } from '#contracts/auth/people/roles.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { freshIndexKey } from '../index/index-keys.js';

/** The collection that every role may read and that Chat Man fills itself. */
@Injectable()
export class BuiltInCollection {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Its id; makes it where it is missing. Other instances that want to fill it wait until this transaction ends. */
  async ensure(tx: Tx, { staysHere }: { readonly staysHere: boolean }): Promise<string> {
    const known = await this.collections.lockBuiltIn(tx);
    if (known !== null) return known;
    const id = this.ids.next();
    const collection = {
      id,
      name: 'Knowledge base',
      description: 'What config/knowledge.md says. Everybody who may sign in can read it.',
      indexKey: freshIndexKey(),
      builtIn: true,
      staysHere,
      createdAt: this.clock.now(),
    };
    await this.collections.add(tx, collection, Role.options);
    return id;
  }

  /** Whether that changed anything. */
  mark(tx: Tx, id: string, staysHere: boolean): Promise<boolean> {
    return this.collections.mark(tx, id, staysHere);
  }
}
