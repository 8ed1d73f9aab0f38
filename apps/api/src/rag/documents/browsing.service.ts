import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '#contracts/common.js';
import type { Collection, Document, DocumentContent } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { recordDamaged } from '#platform/keyring/keyring.errors.js';
import { damagedText } from '#platform/keyring/reader.js';
import { CollectionsRepository, type ListedCollection } from './collections.repository.js';
import { DocumentsRepository, type ListedDocument } from './documents.repository.js';
import { collectionNotFound, documentNotFound } from '../rag.errors.js';
import { readerNames } from '../search/visibility.js';

/** Shows people what they may read. */
@Injectable()
export class BrowsingService {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly documents: DocumentsRepository,
  ) {}

  async listCollections(actor: Actor, query: PageQuery): Promise<Page<Collection>> {
    const reader = readerNames(actor);
    const page = await readPage(query, byId, (after, limit) => this.collections.visibleTo(reader, { after, limit }));
    return shownPage(page, asCollection);
  }

  async listDocuments(actor: Actor, collectionId: string, query: PageQuery): Promise<Page<Document>> {
    const reader = readerNames(actor);
    if (!(await this.collections.mayRead(reader, collectionId))) throw collectionNotFound();
    const page = await readPage(query, byId, (after, limit) => this.documents.visibleIn(reader, collectionId, { after, limit }));
    return shownPage(page, asDocument);
  }

  async showDocument(actor: Actor, id: string): Promise<Document> {
    const document = await this.documents.visible(readerNames(actor), id);
    if (document === null) throw documentNotFound();
    return asDocument(document);
  }

  async showContent(actor: Actor, id: string): Promise<DocumentContent> {
    const document = await this.documents.visibleWithContent(readerNames(actor), id);
    if (document === null) throw documentNotFound();
    const { title, mediaType, content, contentHash, isDamaged } = document;
    if (isDamaged && content === damagedText) throw recordDamaged();
    return { id, title, mediaType, text: content, contentHash };
  }
}

function asCollection(collection: ListedCollection): Collection {
  const { id, name, description, readers, builtIn, staysHere, documents, createdAt } = collection;
  const created = createdAt.toISOString();
  return { id, name, description, readers: [...readers], builtIn, staysHere, documents, createdAt: created };
}

function asDocument({ id, collectionId, title, mediaType, size, chunks, contentHash, createdAt }: ListedDocument): Document {
  return { id, collectionId, title, mediaType, size, chunks, contentHash, createdAt: createdAt.toISOString() };
}
