import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Language } from '#retrieval/text/language.js';
import type { Sealed } from '#sealing/record.js';
import type { After } from './collections.repository.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';

export interface StoredDocument {
  readonly id: string;
  readonly collectionId: string;
  readonly title: Sealed;
  readonly mediaType: string;
  readonly language: Language;
  /** Bytes of the source. */
  readonly size: number;
  readonly chunks: number;
  readonly contentHash: Sealed;
  readonly createdAt: Date;
}

export interface NewChunk {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly page: number | null;
  readonly content: Sealed;
}

const COLUMNS = `d.id, d.collection_id AS "collectionId", d.title, d.media_type AS "mediaType", d.language, d.size, d.chunks,
                 d.content_hash AS "contentHash", d.created_at AS "createdAt"`;
const CHUNKS_A_STATEMENT = 1000;

@Injectable()
export class DocumentsRepository {
  constructor(private readonly database: Database) {}

  /** Documents of a collection that somebody may read, oldest first. */
  async visibleIn(reader: ReaderNames, collectionId: string, { limit, after }: After): Promise<StoredDocument[]> {
    return this.database.query<StoredDocument>(
      `SELECT ${COLUMNS}
         FROM rag.document d JOIN rag.collection c ON c.id = d.collection_id
        WHERE ${MAY_READ} AND c.id = $2 AND ($3::uuid IS NULL OR d.id > $3)
        ORDER BY d.id LIMIT $4`,
      [reader, collectionId, after, limit],
    );
  }

  async visible(reader: ReaderNames, id: string): Promise<StoredDocument | null> {
    return this.database.one<StoredDocument>(
      `SELECT ${COLUMNS} FROM rag.document d JOIN rag.collection c ON c.id = d.collection_id WHERE ${MAY_READ} AND d.id = $2`,
      [reader, id],
    );
  }

  async visibleWithContent(reader: ReaderNames, id: string): Promise<(StoredDocument & { readonly content: Sealed }) | null> {
    return this.database.one<StoredDocument & { readonly content: Sealed }>(
      `SELECT ${COLUMNS}, d.content FROM rag.document d JOIN rag.collection c ON c.id = d.collection_id WHERE ${MAY_READ} AND d.id = $2`,
      [reader, id],
    );
  }

  /** Every document of a collection, for those who keep it. */
  async inCollection(tx: Tx, collectionId: string): Promise<StoredDocument[]> {
    return tx.query(`SELECT ${COLUMNS} FROM rag.document d WHERE d.collection_id = $1 ORDER BY d.id`, [collectionId]);
  }

  async add(tx: Tx, document: StoredDocument & { readonly content: Sealed }, chunks: readonly NewChunk[]): Promise<void> {
    const { id, collectionId, title, mediaType, language, size, content, contentHash, createdAt } = document;
    await tx.query(
      `INSERT INTO rag.document (id, collection_id, title, media_type, language, size, chunks, content, content_hash, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, collectionId, title, mediaType, language, size, chunks.length, content, contentHash, createdAt],
    );
    for (let from = 0; from < chunks.length; from += CHUNKS_A_STATEMENT) {
      const some = chunks.slice(from, from + CHUNKS_A_STATEMENT);
      await tx.query(
        `INSERT INTO rag.chunk (id, document_id, ordinal, start_at, end_at, page, content)
         SELECT n.id, $1, $2 + n.at - 1, n.start_at, n.end_at, n.page, n.content
           FROM unnest($3::uuid[], $4::int[], $5::int[], $6::int[], $7::bytea[]) WITH ORDINALITY AS n (id, start_at, end_at, page, content, at)`,
        [
          id,
          from,
          some.map((one) => one.id),
          some.map((one) => one.start),
          some.map((one) => one.end),
          some.map((one) => one.page),
          some.map((one) => one.content),
        ],
      );
    }
  }

  /** With everything that hangs on it: passages at once, postings as the index says. */
  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM rag.document WHERE id = $1', [id]);
  }
}
