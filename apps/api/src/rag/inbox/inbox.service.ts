import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { Ticker } from '#platform/ticker.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { VersionsRepository, type InboxDocument } from '../documents/versions.repository.js';
import { IndexKeys } from '../index/index-keys.js';
import { fileChanged } from '../rag.errors.js';
import { KnowledgeSettings } from '../rag.settings.js';
import { fileNameOf } from '../upload/file-name.rules.js';
import { IncomingService } from '../upload/incoming.service.js';
import { InboxFolder } from './engine/inbox-folder.js';
import { lookAt, stateOf, type SeenFile } from './inbox.rules.js';

/** Milliseconds between two looks. A file is taken in when two of them find it the same. */
const lookEveryMs = 5_000;

interface Folder {
  readonly name: string;
  readonly collectionId: string;
}

/**
 * Keeps collections the same as the folders of `data/inbox/`, each named by a collection's id or name: files that appear become documents, those
 * that change new versions, those that go are removed. Several instances may look at one folder: the database takes each file once.
 */
@Injectable()
export class InboxService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly folder: InboxFolder;
  private readonly ticker: Ticker;
  private readonly seen = new Map<string, readonly SeenFile[]>();
  private readonly done = new Map<string, Map<string, string>>();

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly settings: Settings,
    private readonly collections: CollectionsRepository,
    private readonly documents: DocumentsRepository,
    private readonly versions: VersionsRepository,
    private readonly incoming: IncomingService,
    private readonly indexKeys: IndexKeys,
    private readonly jobs: TrackedJobs,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly log: Log,
  ) {
    this.folder = new InboxFolder(join(environment.dataDir, 'inbox'));
    this.ticker = new Ticker(
      lookEveryMs,
      () => this.look(),
      (error) => this.log.warn('the inbox could not be read', { error: errorName(error) }),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.of(KnowledgeSettings).inbox) return;
    await this.folder.make();
    this.ticker.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  /** Looks at every folder that belongs to a collection. */
  async look(): Promise<void> {
    for (const folder of await this.foldersOfCollections()) {
      const files = await this.folder.files(folder.name);
      const done = this.doneIn(folder.name);
      const next = lookAt(files, this.seen.get(folder.name) ?? null, done);
      this.seen.set(folder.name, files);
      if (next === null) continue;
      for (const file of next.settled) if (await this.takeIn(folder, file)) done.set(file.path, stateOf(file));
      await this.removeMissing(folder, next.present);
    }
  }

  private async foldersOfCollections(): Promise<Folder[]> {
    const names = await this.folder.folders();
    if (names.length === 0) return [];
    const ids = await this.collections.idsByName();
    return names.flatMap((name) => {
      const collectionId = ids.get(name) ?? ids.get(name.normalize('NFC').toLowerCase());
      return collectionId === undefined ? [] : [{ name, collectionId }];
    });
  }

  /** Whether the file is dealt with as it is now: taken in, there already, or refused. */
  private async takeIn({ name, collectionId }: Folder, { path }: SeenFile): Promise<boolean> {
    try {
      const hash = await this.folder.hash(name, path);
      const { sourceKey, known, fingerprint } = await this.transactions.run((tx) => this.known(tx, collectionId, path, hash));
      if (known !== null && known.fingerprint?.equals(fingerprint) === true) return true;
      const target =
        known === null
          ? ({ kind: 'collection', id: collectionId, sourceKey } as const)
          : ({ kind: 'document', id: known.documentId } as const);
      await this.incoming.receive(null, target, fileNameOf(path), this.sameAs(hash, this.folder.read(name, path)));
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      if (error.code === fileChanged().code) return false; // it is looked at again
      this.log.warn('a file in the inbox was not taken in', { collectionId, code: error.code });
      return true;
    }
  }

  private async known(tx: Tx, collectionId: string, path: string, hash: Buffer) {
    const sourceKey = await this.indexKeys.nameKeyIn(tx, collectionId, path);
    const fingerprint = await this.indexKeys.fingerprintIn(tx, collectionId, hash);
    const inbox = await this.versions.inboxOf(tx, collectionId);
    return { sourceKey, fingerprint, known: inbox.find((document) => document.sourceKey.equals(sourceKey)) ?? null };
  }

  /** The file again, which must be what was hashed: half of one that is being written would pass for the whole. */
  private async *sameAs(hash: Buffer, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    const now = createHash('sha256');
    for await (const piece of content) {
      now.update(piece);
      yield piece;
    }
    if (!now.digest().equals(hash)) throw fileChanged();
  }

  private async removeMissing({ collectionId }: Folder, present: readonly string[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      const inbox = await this.versions.inboxOf(tx, collectionId);
      if (inbox.length === 0) return;
      const keys = new Set<string>();
      for (const path of present) keys.add((await this.indexKeys.nameKeyIn(tx, collectionId, path)).toString('hex'));
      for (const document of inbox.filter(({ sourceKey }) => !keys.has(sourceKey.toString('hex'))))
        await this.remove(tx, document);
    });
  }

  private async remove(tx: Tx, { documentId }: InboxDocument): Promise<void> {
    if ((await this.documents.hold(tx, documentId)) === null) return;
    await this.jobs.cancelAbout(tx, { objectId: documentId });
    await this.documents.remove(tx, documentId);
    const object = { type: 'document', id: documentId };
    await this.audit.record(tx, { actor: 'system', action: 'document.removed', object, outcome: 'success' });
  }

  private doneIn(folder: string): Map<string, string> {
    const known = this.done.get(folder) ?? new Map<string, string>();
    this.done.set(folder, known);
    return known;
  }
}
