import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '#contracts/common.js';
import type { Document, DocumentContent, DocumentVersion } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditedCall } from '#platform/access/call.js';
import type { Attachment } from '#platform/http/attachment.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { recordDamaged } from '#platform/keyring/keyring.errors.js';
import { damagedText } from '#platform/keyring/keys/reader.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { byId, readPage } from '#platform/http/paging.js';
import { collectionNotFound, documentNotFound, versionNotFound } from '../rag.errors.js';
import { readerNames } from '../search/visibility.js';
import { documentAnswer, versionAnswer } from './document-answer.js';
import { DocumentsRepository, type DocumentReader, type ListedDocument } from './documents.repository.js';
import { FilePartsRepository } from './file-parts.repository.js';
import { VersionsRepository } from './versions.repository.js';

/** Shows people the documents that they may read, and removes those that they manage. */
@Injectable()
export class BrowsingService {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly documents: DocumentsRepository,
    private readonly versions: VersionsRepository,
    private readonly parts: FilePartsRepository,
    private readonly jobs: TrackedJobs,
  ) {}

  async list(actor: Actor, collectionId: string, query: PageQuery): Promise<Page<Document>> {
    const reader = readerOf(actor);
    if (!(await this.collections.mayRead(reader.names, collectionId))) throw collectionNotFound();
    const { items, nextCursor } = await readPage(query, byId, (after, limit) =>
      this.documents.visibleIn(reader, collectionId, { after, limit }),
    );
    return { items: await this.answers(items), nextCursor };
  }

  async show(actor: Actor, id: string): Promise<Document> {
    const document = await this.documents.visible(readerOf(actor), id);
    const [answer] = document === null ? [] : await this.answers([document]);
    if (answer === undefined) throw documentNotFound();
    return answer;
  }

  async listVersions(actor: Actor, id: string): Promise<DocumentVersion[]> {
    await this.show(actor, id);
    return (await this.versions.visibleOf(readerOf(actor), id)).map(versionAnswer);
  }

  /** @param number of the version; the one in force where it is undefined */
  async showContent(actor: Actor, id: string, number: number | undefined): Promise<DocumentContent> {
    const { title, state } = await this.show(actor, id);
    const version = await this.versions.visibleWithContent(readerOf(actor), id, number ?? null);
    if (version === null) throw state === 'ready' || number !== undefined ? versionNotFound() : documentNotFound();
    const { content, outline, contentHash } = version;
    if (content === null || content === damagedText || contentHash === null) throw recordDamaged();
    const { pages, headings, isRecognised } = outline ?? { pages: [], headings: [], isRecognised: false };
    const { mediaType, number: shown } = version;
    return { id, title, mediaType, version: shown, text: content, contentHash, pages, headings, isRecognised };
  }

  /** The file as it was sent. What `config/knowledge.md` says has no file here; its content is its text. */
  async file(actor: Actor, id: string, number: number | undefined): Promise<Attachment> {
    await this.show(actor, id);
    const version = await this.versions.visible(readerOf(actor), id, number ?? null);
    if (version === null || version.fingerprint === null || version.state === 'failed') throw versionNotFound();
    const { fileName: name, mediaType, size: bytes } = version;
    return { name, mediaType, bytes, content: this.parts.read(version) };
  }

  /** With every version, its file, its passages and what the index holds of it. */
  async remove({ tx, actor, audit }: AuditedCall, id: string): Promise<void> {
    const held = await this.documents.holdManaged(tx, readerNames(actor), id);
    if (held === null) throw documentNotFound();
    await this.jobs.cancelAbout(tx, { objectId: id });
    await this.documents.remove(tx, id);
    audit.add({ detail: { collectionId: held.collectionId } });
  }

  private async answers(documents: readonly ListedDocument[]): Promise<Document[]> {
    const versions = await this.versions.shownOf(documents.map(({ id }) => id));
    return documents.flatMap((document) => {
      const version = versions.get(document.id);
      return version === undefined ? [] : [documentAnswer(document, version)];
    });
  }
}

function readerOf(actor: Actor): DocumentReader {
  return { names: readerNames(actor), isManaging: actor.permissions.has('knowledge:manage') };
}
