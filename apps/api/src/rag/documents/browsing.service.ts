import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '#contracts/common.js';
import type { Collection, Document, DocumentContent } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import { isUuid } from '#platform/ids.js';
import { recordDamaged } from '#platform/keyring/keyring.errors.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { collectionOwner } from '#platform/keyring/owner.js';
import { CollectionsRepository, type StoredCollection } from './collections.repository.js';
import { DocumentsRepository, type StoredDocument } from './documents.repository.js';
import { collectionNotFound, documentNotFound, unknownCursor } from '../rag.errors.js';
import { placeOf } from '../sealed-places.js';
import { readerNames } from '../search/visibility.js';

/** Shows people what they may read. */
@Injectable()
export class BrowsingService {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly documents: DocumentsRepository,
    private readonly keyring: Keyring,
  ) {}

  async listCollections(actor: Actor, query: PageQuery): Promise<Page<Collection>> {
    const { items, nextCursor } = await page(query, (after) => this.collections.visibleTo(readerNames(actor), after));
    return { items: await Promise.all(items.map((stored) => this.collection(stored))), nextCursor };
  }

  async listDocuments(actor: Actor, collectionId: string, query: PageQuery): Promise<Page<Document>> {
    const reader = readerNames(actor);
    if (!(await this.collections.mayRead(reader, collectionId))) throw collectionNotFound();
    const { items, nextCursor } = await page(query, (after) => this.documents.visibleIn(reader, collectionId, after));
    return { items: await Promise.all(items.map((stored) => this.document(stored))), nextCursor };
  }

  async showDocument(actor: Actor, id: string): Promise<Document> {
    const stored = await this.documents.visible(readerNames(actor), id);
    if (stored === null) throw documentNotFound();
    return this.document(stored);
  }

  async showContent(actor: Actor, id: string): Promise<DocumentContent> {
    const stored = await this.documents.visibleWithContent(readerNames(actor), id);
    if (stored === null) throw documentNotFound();
    const reader = await this.keyring.readerOf(collectionOwner(stored.collectionId));
    const text = reader.read<string | null>(placeOf.content(id), stored.content, (all) => all, null);
    if (text === null) throw recordDamaged();
    const { title, mediaType, contentHash } = await this.document(stored);
    return { id, title, mediaType, text, contentHash };
  }

  private async collection({
    id,
    name,
    description,
    readers,
    builtIn,
    staysHere,
    documents,
    createdAt,
  }: StoredCollection): Promise<Collection> {
    const reader = await this.keyring.readerOf(collectionOwner(id));
    return {
      id,
      name: reader.text(placeOf.collectionName(id), name),
      description: reader.text(placeOf.collectionDescription(id), description),
      readers: [...readers],
      builtIn,
      staysHere,
      documents,
      createdAt: createdAt.toISOString(),
    };
  }

  private async document({
    id,
    collectionId,
    title,
    mediaType,
    size,
    chunks,
    contentHash,
    createdAt,
  }: StoredDocument): Promise<Document> {
    const reader = await this.keyring.readerOf(collectionOwner(collectionId));
    return {
      id,
      collectionId,
      title: reader.text(placeOf.title(id), title),
      mediaType,
      size,
      chunks,
      contentHash: reader.text(placeOf.contentHash(id), contentHash),
      createdAt: createdAt.toISOString(),
    };
  }
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
