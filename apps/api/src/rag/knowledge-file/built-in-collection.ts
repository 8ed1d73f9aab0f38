import { Injectable } from '@nestjs/common';
import { Role } from '#contracts/roles.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { CollectionsRepository } from '../documents/collections.repository.js';
import { IndexKeys } from '../index/index-keys.js';
import { placeOf } from '../sealed-places.js';

/** The collection that every role may read and that Chat Man fills itself. */
@Injectable()
export class BuiltInCollection {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly indexKeys: IndexKeys,
    private readonly keyring: Keyring,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Its id; makes it where it is missing. Other instances that want to fill it wait until this transaction ends. */
  async ensure(tx: Tx, { staysHere }: { readonly staysHere: boolean }): Promise<string> {
    const known = await this.collections.lockBuiltIn(tx);
    if (known !== null) return known;
    const id = this.ids.next();
    const sealer = await this.keyring.forCollection(id, tx);
    await this.collections.add(tx, {
      id,
      name: sealer.seal(placeOf.collectionName(id), 'Knowledge base'),
      description: sealer.seal(
        placeOf.collectionDescription(id),
        'What config/knowledge.md says. Everybody who may sign in can read it.',
      ),
      indexKey: await this.indexKeys.create(tx, id),
      builtIn: true,
      staysHere,
      readers: Role.options,
      createdAt: this.clock.now(),
    });
    return id;
  }

  /** Whether that changed anything. */
  mark(tx: Tx, id: string, staysHere: boolean): Promise<boolean> {
    return this.collections.mark(tx, id, staysHere);
  }
}
