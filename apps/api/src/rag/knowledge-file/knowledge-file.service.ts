import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import { damagedText } from '#platform/keyring/keys/reader.js';
import { Log, type Fields } from '#platform/logging/log.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { decodeText } from '#platform/text/decode.js';
import { visibleText } from '#retrieval/text/visible-text.js';
import { BuiltInCollection } from './built-in-collection.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { VersionsRepository, type HeldDocument } from '../documents/versions.repository.js';
import { WatchedFile } from './engine/watched-file.js';
import { contentHash, IngestionService } from '../intake/ingestion.service.js';
import { nextStep, type Held, type KnowledgeTrouble, type Said } from './knowledge-file.rules.js';
import { KnowledgeSettings } from '../rag.settings.js';

const fileName = 'knowledge.md';

/** Keeps the built-in collection the same as `config/knowledge.md`: at the start, and whenever the file changes. */
@Injectable()
export class KnowledgeFileService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly file: WatchedFile;
  /** One after the other: a change while one is being taken in is taken in next. */
  private working: Promise<void> = Promise.resolve();
  /** What the file said when it was last acted on. */
  private said: Said | undefined;
  private trouble: KnowledgeTrouble | null = null;
  private isSomethingHeld = false;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly settings: Settings,
    private readonly builtIn: BuiltInCollection,
    private readonly documents: DocumentsRepository,
    private readonly versions: VersionsRepository,
    private readonly ingestion: IngestionService,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly log: Log,
  ) {
    this.file = new WatchedFile(join(environment.configDir, fileName), settings.of(KnowledgeSettings).maxFileBytes);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.mark();
    this.file.watch(() => void this.follow());
    await this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.file.close();
    await this.working;
  }

  /** How the file stands, for the health check. */
  get state(): { readonly trouble: KnowledgeTrouble | null; readonly isSomethingHeld: boolean } {
    return { trouble: this.trouble, isSomethingHeld: this.isSomethingHeld };
  }

  /** Takes the file in as it is now. A file that cannot be taken in leaves what is there searchable, and says so in log and health. */
  follow(): Promise<void> {
    this.working = this.working.then(() =>
      this.takeIn().catch((error: unknown) => this.troubled('failed', { error: errorName(error) })),
    );
    return this.working;
  }

  /** Before anything can be asked, whatever becomes of the file. */
  private mark(): Promise<void> {
    const { staysHere } = this.settings.of(KnowledgeSettings);
    return this.transactions.run(async (tx) => {
      const id = await this.builtIn.ensure(tx, { staysHere });
      if (!(await this.builtIn.mark(tx, id, staysHere))) return;
      const object = { type: 'collection', id };
      await this.audit.record(tx, {
        actor: 'system',
        action: 'collection.changed',
        object,
        outcome: 'success',
        detail: { staysHere },
      });
    });
  }

  private async takeIn(): Promise<void> {
    const reading = await this.file.read();
    if (reading.state === 'changing') return; // it is looked at again
    if (reading.state === 'missing') return this.act(null);
    if (reading.state !== 'read') {
      const { state, ...fields } = reading;
      return this.troubled(state, fields);
    }
    const decoded = decodeText(reading.bytes);
    if (decoded === null) return this.troubled('not-text', { bytes: reading.bytes.length });
    await this.act({ text: visibleText(decoded.text), size: reading.bytes.length, encoding: decoded.encoding });
  }

  private async act(source: Source | null): Promise<void> {
    const said = source === null ? null : contentHash(source.text);
    const step = await this.transactions.run(async (tx) => {
      const collectionId = await this.builtIn.ensure(tx, this.settings.of(KnowledgeSettings));
      const documents = await this.versions.inForceIn(tx, collectionId);
      this.isSomethingHeld = documents.length > 0;
      const next = nextStep(said, this.said, heldIn(documents));
      if (next === 'remove') await this.remove(tx, documents, 'file-removed');
      if (next === 'take-in' && source !== null) await this.replace(tx, collectionId, documents, source);
      return next;
    });
    this.said = said;
    if (step === 'differs') return this.troubled('differs', {});
    this.isSomethingHeld = said !== null;
    this.trouble = null;
  }

  /** A new version of the one document: until the transaction commits the old one is found, afterwards the new one. */
  private async replace(tx: Tx, collectionId: string, documents: readonly HeldDocument[], source: Source): Promise<void> {
    const { text, size, encoding } = source;
    const [known, ...others] = documents;
    await this.remove(tx, others, 'file-replaced');
    const documentId = known?.documentId;
    const id = await this.ingestion.add(tx, { collectionId, source: 'file', fileName, text, size, documentId });
    await this.record(tx, 'knowledge.ingested', id);
    tx.afterCommit(() => this.log.info('knowledge file taken in', { documentId: id, bytes: size, encoding }));
  }

  private async remove(tx: Tx, documents: readonly HeldDocument[], why: 'file-removed' | 'file-replaced'): Promise<void> {
    for (const { documentId: id } of documents) {
      await this.documents.remove(tx, id);
      await this.record(tx, 'knowledge.removed', id, why);
    }
  }

  private record(tx: Tx, action: 'knowledge.ingested' | 'knowledge.removed', id: string, reason?: string): Promise<void> {
    return this.audit.record(tx, { actor: 'system', action, object: { type: 'document', id }, outcome: 'success', reason });
  }

  /** Said once, and again when it is something else: the file is looked at twice a minute. */
  private troubled(trouble: KnowledgeTrouble, fields: Fields): void {
    if (trouble !== this.trouble) {
      const remedy = remedies[trouble];
      this.log.warn('knowledge file not taken in; what was there before still answers', { trouble, remedy, ...fields });
    }
    this.trouble = trouble;
  }
}

function heldIn([document, ...others]: readonly HeldDocument[]): Held {
  if (document === undefined) return { kind: 'nothing' };
  // Damaged: it cannot be told from another text, and is replaced.
  const { contentHash: hash } = document;
  const isUnknown = others.length > 0 || hash === null || hash === damagedText;
  return isUnknown ? { kind: 'several' } : { kind: 'text', hash };
}

interface Source {
  readonly text: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly encoding: string;
}

const remedies: Readonly<Record<KnowledgeTrouble, string>> = {
  'too-large': 'shorten it, or raise knowledge.maxFileBytes',
  unreadable: 'let the user who runs Chat Man read it',
  'not-text': 'save it as UTF-8',
  differs: 'give every instance the same config/knowledge.md; a change to one of them is taken in',
  failed: 'it is tried again in half a minute',
};
