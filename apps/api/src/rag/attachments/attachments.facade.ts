import { Injectable } from '@nestjs/common';
import type { Passage as OpenedPassage, UploadedFile } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import type { Attachment } from '#platform/http/attachment.js';
import { Ids } from '#platform/ids.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { FilePartsRepository } from '../documents/file-parts.repository.js';
import { freshIndexKey } from '../index/index-keys.js';
import { documentNotFound, versionNotFound } from '../rag.errors.js';
import type { Passage } from '../search/passage.js';
import { RetrievalService, type Asker } from '../search/retrieval.service.js';
import { attachedName } from '../search/visibility.js';
import { fileNameOf } from '../upload/file-name.rules.js';
import type { AttachmentTarget } from '../upload/incoming.service.js';
import { UploadsService } from '../upload/uploads.service.js';
import type { SentFile } from '#platform/http/multipart.js';
import { AttachedFilesRepository, type AttachedFile } from './attached-files.repository.js';

export type { AttachedFile } from './attached-files.repository.js';

/**
 * Files that belong to one conversation of a person: read, indexed and cited like documents, and found from that conversation alone.
 * Whether the conversation is the person's and still there is for the caller to know.
 */
@Injectable()
export class AttachmentsFacade {
  constructor(
    private readonly files: AttachedFilesRepository,
    private readonly collections: CollectionsRepository,
    private readonly documents: DocumentsRepository,
    private readonly parts: FilePartsRepository,
    private readonly uploads: UploadsService,
    private readonly retrieval: RetrievalService,
    private readonly jobs: TrackedJobs,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Takes in one file; a refused one is an answer with its problem. */
  async add(
    actor: Actor,
    conversationId: string,
    file: SentFile,
    options: Pick<AttachmentTarget, 'maxBytes'> & {
      readonly onReceived: (
        tx: Tx,
        received: { readonly id: string; readonly name: string; readonly size: number },
      ) => Promise<void>;
    },
  ): Promise<UploadedFile> {
    const id = await this.transactions.run((tx) => this.collectionFor(tx, actor, conversationId));
    const name = fileNameOf(file.name);
    return this.uploads.attach(actor, file, {
      kind: 'attachment',
      id,
      maxBytes: options.maxBytes,
      onReceived: (tx, { documentId, size }) => options.onReceived(tx, { id: documentId, name, size }),
    });
  }

  /** What has become of these files; one that is gone is missing. */
  async statesOf(actor: Pick<Actor, 'id'>, conversationId: string, ids: readonly string[]): Promise<Map<string, AttachedFile>> {
    const found = ids.length === 0 ? [] : await this.files.several([attachedName(conversationId, actor.id)], ids);
    return new Map(found.map((file) => [file.id, file]));
  }

  /** The collection that a search of these files is limited to; null where there are none. */
  collectionOf(actor: Pick<Actor, 'id'>, conversationId: string): Promise<string | null> {
    return this.files.collectionOf([attachedName(conversationId, actor.id)], conversationId);
  }

  /** All passages of these files, in order. */
  wholeOf(actor: Asker, conversationId: string, ids: readonly string[]): Promise<Passage[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.retrieval.wholeOf(actor, conversationId, ids);
  }

  /** A passage of these files or of the knowledge base in its place. @throws Problem `passage-not-found` */
  passage(actor: Actor, conversationId: string, chunkId: string): Promise<OpenedPassage> {
    return this.retrieval.passage(actor, chunkId, conversationId);
  }

  /** The file as it was sent. @throws Problem `document-not-found`, `version-not-found` */
  async file(actor: Pick<Actor, 'id'>, conversationId: string, id: string, name: string): Promise<Attachment> {
    const file = (await this.statesOf(actor, conversationId, [id])).get(id);
    if (file === undefined) throw documentNotFound();
    if (file.state === 'failed') throw versionNotFound();
    const { mediaType, size: bytes } = file;
    return { name, mediaType, bytes, content: this.parts.read({ ...file, id: file.versionId }) };
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await this.jobs.cancelAbout(tx, { objectId: id });
    await this.documents.remove(tx, id);
  }

  private async collectionFor(tx: Tx, actor: Actor, conversationId: string): Promise<string> {
    const known = await this.files.lockCollection(tx, conversationId);
    if (known !== null) return known;
    const collection = {
      id: this.ids.next(),
      name: 'Attachments',
      description: '',
      // Attaching a file to a question is sending it: as what is typed, it goes where the question goes.
      staysHere: false,
      indexKey: freshIndexKey(),
      createdBy: actor.id,
      conversationId,
      createdAt: this.clock.now(),
    };
    await this.collections.add(tx, collection, []);
    return collection.id;
  }
}
