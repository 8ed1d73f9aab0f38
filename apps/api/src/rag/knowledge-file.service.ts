import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Environment } from '#platform/config/environment.js';
import { Settings } from '#platform/config/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { Log } from '#platform/logging/log.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { visibleText } from '#retrieval/visible-text.js';
import { BuiltInCollection } from './built-in-collection.js';
import { DocumentsRepository } from './documents.repository.js';
import { WatchedFile } from './engine/watched-file.js';
import { titleOf } from './ingestion.rules.js';
import { contentHash, IngestionService } from './ingestion.service.js';
import { KnowledgeSettings } from './rag.settings.js';
import { placeOf } from './sealed-places.js';

/** Keeps the built-in collection the same as `config/knowledge.md`: at the start, and whenever the file changes. */
@Injectable()
export class KnowledgeFileService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly file: WatchedFile;
  /** One after the other: a change while one is being taken in is taken in next. */
  private working: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    settings: Settings,
    private readonly builtIn: BuiltInCollection,
    private readonly documents: DocumentsRepository,
    private readonly ingestion: IngestionService,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly log: Log,
  ) {
    this.file = new WatchedFile(join(environment.configDir, 'knowledge.md'), settings.of(KnowledgeSettings).maxFileBytes);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.file.watch(() => void this.follow());
    await this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.file.close();
    await this.working;
  }

  /** Takes the file in as it is now. A file that cannot be taken in leaves what is there searchable, and says so in the log. */
  follow(): Promise<void> {
    this.working = this.working.then(() =>
      this.takeIn().catch((error: unknown) =>
        this.log.warn('knowledge file not taken in', { error: error instanceof Error ? error.name : 'unknown' }),
      ),
    );
    return this.working;
  }

  private async takeIn(): Promise<void> {
    const reading = await this.file.read();
    if (reading.state === 'missing') return this.transactions.run((tx) => this.removeAll(tx));
    if (reading.state !== 'read') return this.log.warn('knowledge file refused', { ...reading });
    if (!isUtf8(reading.bytes)) return this.log.warn('knowledge file refused', { state: 'not-utf8' });
    const text = visibleText(reading.bytes.toString('utf8'));
    await this.transactions.run((tx) => this.replace(tx, text, reading.bytes.length));
  }

  /** Old out, new in, in one transaction: until it commits the old version is found, afterwards the new one. */
  private async replace(tx: Tx, text: string, size: number): Promise<void> {
    const collectionId = await this.builtIn.ensure(tx);
    if (await this.isThere(tx, collectionId, text)) return;
    await this.removeAll(tx);
    const id = await this.ingestion.add(tx, {
      collectionId,
      title: titleOf(text, 'knowledge.md'),
      text,
      format: 'markdown',
      mediaType: 'text/markdown',
      size,
    });
    await this.audit.record(tx, {
      actor: null,
      action: 'knowledge.ingested',
      object: { type: 'document', id },
      outcome: 'success',
    });
    tx.afterCommit(() => this.log.info('knowledge file taken in', { documentId: id, bytes: size }));
  }

  private async isThere(tx: Tx, collectionId: string, text: string): Promise<boolean> {
    const [document, ...others] = await this.documents.inCollection(tx, collectionId);
    if (document === undefined || others.length > 0) return false;
    const sealer = await this.keyring.forCollection(collectionId, tx);
    return sealer.openText(placeOf.contentHash(document.id), document.contentHash) === contentHash(text);
  }

  private async removeAll(tx: Tx): Promise<void> {
    const collectionId = await this.builtIn.ensure(tx);
    for (const { id } of await this.documents.inCollection(tx, collectionId)) await this.documents.remove(tx, id);
  }
}
