import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { FilePartsRepository, partBytes } from '../documents/file-parts.repository.js';
import { VersionsRepository } from '../documents/versions.repository.js';
import { IndexKeys } from '../index/index-keys.js';
import { INGEST } from '../intake/ingest.job.js';
import {
  attachmentTooLarge,
  collectionBuiltIn,
  collectionNotFound,
  documentNotFound,
  fileEmpty,
  fileTooLarge,
} from '../rag.errors.js';
import { KnowledgeSettings } from '../rag.settings.js';
import { readerNames } from '../search/visibility.js';
import { titleOfFile } from './file-name.rules.js';
import { inParts } from './parts.js';

/** Where a file goes: a new document of a collection, or a new version of a document. */
export type Target =
  | { readonly kind: 'collection'; readonly id: string; readonly sourceKey?: Buffer | undefined }
  | { readonly kind: 'document'; readonly id: string }
  | AttachmentTarget;

/** A file of a conversation: the same file may be attached to several questions. */
export interface AttachmentTarget {
  readonly kind: 'attachment';
  /** The conversation's own collection. */
  readonly id: string;
  readonly maxBytes: number;
  /** Runs in the transaction in which all of the file is there. */
  readonly onReceived: (tx: Tx, received: Received & { readonly size: number }) => Promise<void>;
}

/** Who sends it: a person, or nobody for the inbox, which may add to every collection it belongs to. */
export type Sender = Actor | null;

export interface Received {
  readonly documentId: string;
  readonly title: string;
  readonly jobId: string;
}

interface Place {
  readonly target: Target;
  readonly versionId: string;
  readonly documentId: string;
  readonly collectionId: string;
  readonly isNew: boolean;
  readonly title: string;
}

/**
 * Receives files. Each part is sealed and kept as it arrives, in a transaction of its own, so that nothing of it is ever on a disk in the
 * clear and none is open while bytes are waited for. Until all are there nobody sees the document; when they are, a job reads it.
 */
@Injectable()
export class IncomingService {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly documents: DocumentsRepository,
    private readonly versions: VersionsRepository,
    private readonly parts: FilePartsRepository,
    private readonly indexKeys: IndexKeys,
    private readonly keyring: Keyring,
    private readonly jobs: TrackedJobs,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /**
   * @throws Problem `collection-not-found`, `collection-built-in`, `document-not-found`, `file-empty`, `file-too-large`, `document-known`; then
   * nothing of the file is left
   */
  async receive(sender: Sender, target: Target, name: string, content: AsyncIterable<Buffer>): Promise<Received> {
    const place = await this.transactions.run((tx) => this.begin(tx, sender, target, name));
    try {
      const { size, hash } = await this.keep(place, content);
      return await this.transactions.run((tx) => this.finish(tx, sender, place, { size, hash }));
    } catch (cause) {
      await this.transactions.run((tx) => this.forget(tx, place));
      throw cause;
    }
  }

  private async begin(tx: Tx, sender: Sender, target: Target, fileName: string): Promise<Place> {
    const now = this.clock.now();
    const ids = { versionId: this.ids.next(), createdBy: sender?.id ?? null };
    const place =
      target.kind === 'document'
        ? await this.nextVersion(tx, sender, target.id, fileName)
        : await this.newDocument(tx, sender, target, fileName, now);
    const number = place.isNew ? 1 : await this.versions.nextNumber(tx, place.documentId);
    await this.versions.add(tx, {
      id: ids.versionId,
      documentId: place.documentId,
      collectionId: place.collectionId,
      number,
      state: 'receiving',
      fileName,
      mediaType: 'application/octet-stream', // until it was read
      size: 0,
      chunks: 0,
      createdBy: ids.createdBy,
      createdAt: now,
    });
    return { ...place, target, versionId: ids.versionId };
  }

  private async newDocument(
    tx: Tx,
    sender: Sender,
    target: Exclude<Target, { kind: 'document' }>,
    fileName: string,
    now: Date,
  ): Promise<Omit<Place, 'versionId' | 'target'>> {
    const collectionId = target.id;
    const sourceKey = target.kind === 'collection' ? target.sourceKey : undefined;
    if (sender !== null && target.kind === 'collection') {
      const held = await this.collections.holdBeside(tx, readerNames(sender), collectionId);
      if (held === null) throw collectionNotFound();
      if (held.builtIn) throw collectionBuiltIn();
    }
    const title = target.kind === 'attachment' ? fileName : titleOfFile(fileName);
    const documentId = this.ids.next();
    await this.documents.add(tx, {
      id: documentId,
      collectionId,
      source: sender === null ? 'inbox' : 'upload',
      sourceKey: sourceKey ?? null,
      title,
      state: 'receiving',
      createdBy: sender?.id ?? null,
      createdAt: now,
      changedAt: now,
    });
    return { documentId, collectionId, isNew: true, title };
  }

  private async nextVersion(tx: Tx, sender: Sender, id: string, fileName: string): Promise<Omit<Place, 'versionId' | 'target'>> {
    const held =
      sender === null ? await this.documents.hold(tx, id) : await this.documents.holdManaged(tx, readerNames(sender), id);
    if (held === null) throw documentNotFound();
    return { documentId: id, collectionId: held.collectionId, isNew: false, title: titleOfFile(fileName) };
  }

  private async keep(
    { target, versionId, documentId, collectionId }: Place,
    content: AsyncIterable<Buffer>,
  ): Promise<{ readonly size: number; readonly hash: Buffer }> {
    const { maxUploadBytes } = this.settings.of(KnowledgeSettings);
    const most = target.kind === 'attachment' ? Math.min(target.maxBytes, maxUploadBytes) : maxUploadBytes;
    const hash = createHash('sha256');
    let size = 0;
    let ordinal = 0;
    for await (const data of inParts(content, partBytes)) {
      size += data.length;
      if (size > most) throw target.kind === 'attachment' ? attachmentTooLarge() : fileTooLarge();
      hash.update(data);
      const part = { id: this.ids.next(), versionId, ordinal, data };
      await this.transactions.run(async (tx) => this.parts.add(tx, await this.keyring.forCollection(collectionId, tx), part));
      ordinal += 1;
    }
    if (size === 0) throw fileEmpty();
    if (target.kind === 'attachment') hash.update(documentId); // recognised as no other
    return { size, hash: hash.digest() };
  }

  /** From here on it is seen, and read: all of it is there. */
  private async finish(
    tx: Tx,
    sender: Sender,
    place: Place,
    { size, hash }: { readonly size: number; readonly hash: Buffer },
  ): Promise<Received> {
    const { target, versionId, documentId, collectionId, isNew, title } = place;
    const jobId = await this.jobs.start(tx, {
      kind: INGEST,
      ownerId: sender?.id ?? null,
      scopeId: collectionId,
      objectId: documentId,
    });
    const fingerprint = await this.indexKeys.fingerprintIn(tx, collectionId, hash);
    await this.versions.change(tx, { id: versionId, collectionId }, { state: 'processing', size, fingerprint, jobId });
    if (isNew) await this.documents.change(tx, { id: documentId, collectionId }, { state: 'processing' });
    await this.audit.record(tx, {
      actor: sender && { id: sender.id, role: sender.role },
      action: target.kind === 'attachment' ? 'attachment.added' : isNew ? 'document.added' : 'document.replaced',
      object: { type: 'document', id: documentId },
      outcome: 'success',
      detail: { collectionId, versionId, bytes: size },
    });
    const received = { documentId, title, jobId };
    if (target.kind === 'attachment') await target.onReceived(tx, { ...received, size });
    return received;
  }

  private async forget(tx: Tx, { versionId, documentId, isNew }: Place): Promise<void> {
    if (isNew) await this.documents.remove(tx, documentId);
    else await this.versions.remove(tx, versionId);
  }
}
