import { Injectable } from '@nestjs/common';
import type { ChangeCollection, Collection, CreateCollection } from '#contracts/rag.js';
import type { Page, PageQuery } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { Ids } from '#platform/ids.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { collectionOwner } from '#platform/keyring/keys/owner.js';
import { freshIndexKey } from '../index/index-keys.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { collectionBuiltIn, collectionNotFound } from '../rag.errors.js';
import { readerNames } from '../search/visibility.js';
import { collectionAnswer } from './collection-answer.rules.js';
import { CollectionsRepository } from './collections.repository.js';

/** Collections: who may read them, and what becomes of everything in them when one goes. */
@Injectable()
export class CollectionsService {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly jobs: TrackedJobs,
    private readonly keyring: Keyring,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: PageQuery): Promise<Page<Collection>> {
    const reader = readerNames(actor);
    const page = await readPage(query, byId, (after, limit) => this.collections.visibleTo(reader, { after, limit }));
    return shownPage(page, (collection) => collectionAnswer(collection, actor));
  }

  /** @throws Problem `collection-not-found` */
  async show(actor: Actor, id: string): Promise<Collection> {
    const collection = await this.collections.visible(readerNames(actor), id);
    if (collection === null) throw collectionNotFound();
    return collectionAnswer(collection, actor);
  }

  async create({ tx, actor, audit }: AuditedCall, command: CreateCollection): Promise<Collection> {
    const { name, description, staysHere } = command;
    const readers = [...new Set(command.readers)].sort();
    const row = {
      id: this.ids.next(),
      name,
      description,
      staysHere,
      builtIn: false,
      indexKey: freshIndexKey(),
      createdBy: actor.id,
      createdAt: this.clock.now(),
    };
    await this.collections.add(tx, row, readers);
    audit.add({ detail: { readers, staysHere } });
    const nothingYet = { documents: 0, passages: 0, size: 0, processing: 0, failed: 0, isDamaged: false };
    return collectionAnswer({ ...row, readers, ...nothingYet }, actor);
  }

  /** Takes effect on the next question. @throws Problem `collection-not-found`, `collection-built-in` */
  async change({ tx, actor, audit }: AuditedCall, id: string, changes: ChangeCollection): Promise<Collection> {
    await this.hold({ tx, actor }, id);
    const { readers, ...columns } = changes;
    if (Object.keys(columns).length > 0) await this.collections.change(tx, id, columns);
    if (readers !== undefined) await this.collections.setReaders(tx, id, [...new Set(readers)]);
    const changed = await this.collections.inTransaction(tx, id);
    audit.add({ detail: { changed: Object.keys(changes), readers, staysHere: columns.staysHere } });
    return collectionAnswer(changed, actor);
  }

  /**
   * Removes the collection with its documents, versions, files, passages and postings, cancels what is being read for it, and destroys its
   * key: what backups hold of it can't be read any more. The audit event says how much there was.
   */
  async remove({ tx, actor, audit }: AuditedCall, id: string): Promise<void> {
    await this.hold({ tx, actor }, id);
    const removed = await this.collections.remove(tx, id);
    await this.jobs.cancelAbout(tx, { scopeId: id });
    await this.keyring.destroy(tx, collectionOwner(id));
    audit.add({ detail: { ...removed } });
  }

  private async hold({ tx, actor }: Pick<AuditedCall, 'tx' | 'actor'>, id: string): Promise<void> {
    const held = await this.collections.hold(tx, readerNames(actor), id);
    if (held === null) throw collectionNotFound();
    if (held.builtIn) throw collectionBuiltIn();
  }
}
