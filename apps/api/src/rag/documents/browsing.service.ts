import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '#contracts/common.js';
import type { Collection, Document, DocumentContent } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import { isUuid } from '#platform/ids.js';
import { recordDamaged } from '#platform/keyring/keyring.errors.js';
import { damagedText } from '#platform/keyring/reader.js';
import { CollectionsRepository, type ListedCollection } from './collections.repository.js';
import { DocumentsRepository, type ListedDocument } from './documents.repository.js';
import { collectionNotFound, documentNotFound, unknownCursor } from '../rag.errors.js';
import { readerNames } from '../search/visibility.js';

/** Shows people what they may read. */
@Injectable()
export class BrowsingService {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly documents: DocumentsRepository,
  ) {}

  async listCollections(actor: Actor, query: PageQuery): Promise<Page<Collection>> {
    const { items, nextCursor } = await page(query, (after) => this.collections.visibleTo(readerNames(actor), after));
    return { items: items.map(asCollection), nextCursor };
  }

  async listDocuments(actor: Actor, collectionId: string, query: PageQuery): Promise<Page<Document>> {
    const reader = readerNames(actor);
    if (!(await this.collections.mayRead(reader, collectionId))) throw collectionNotFound();
    const { items, nextCursor } = await page(query, (after) => this.documents.visibleIn(reader, collectionId, after));
    return { items: items.map(asDocument), nextCursor };
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

/** Ids rise with time, so the last id that was shown is where the next page begins. */
async function page<Item extends { readonly id: string }>(
  { limit, cursor }: PageQuery,
  read: (after: { limit: number; after: string | null }) => Promise<Item[]>,
): Promise<Page<Item>> {
  if (cursor !== undefined && !isUuid(cursor)) throw unknownCursor();
  const found = await read({ limit: limit + 1, after: cursor ?? null });
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
