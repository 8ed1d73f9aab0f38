import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared-rows.js';
import { columnsOf } from '#platform/database/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/sealer.js';
import type { After } from './collections.repository.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';
import { ChunkRow, DocumentRow } from './document.entity.js';

/** A document without its text. */
export type ListedDocument = Shown<Omit<DocumentRow, 'content'>>;

type StoredDocument = Stored<Omit<DocumentRow, 'content'>>;

const columns = columnsOf(DocumentRow, 'd', { without: ['content'] });
const visible = `rag.document d JOIN rag.collection c ON c.id = d.collection_id WHERE ${MAY_READ}`;

@Injectable()
export class DocumentsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Documents of a collection that somebody may read, oldest first. */
  async visibleIn(reader: ReaderNames, collectionId: string, { limit, after }: After): Promise<ListedDocument[]> {
    const stored = await this.database.query<StoredDocument>(
      `SELECT ${columns} FROM ${visible} AND c.id = $2 AND ($3::uuid IS NULL OR d.id > $3) ORDER BY d.id LIMIT $4`,
      [reader, collectionId, after, limit],
    );
    return this.rows.shown(DocumentRow, stored);
  }

  async visible(reader: ReaderNames, id: string): Promise<ListedDocument | null> {
    const stored = await this.database.one<StoredDocument>(`SELECT ${columns} FROM ${visible} AND d.id = $2`, [reader, id]);
    return this.rows.shownOne(DocumentRow, stored);
  }

  async visibleWithContent(reader: ReaderNames, id: string): Promise<Shown<DocumentRow> | null> {
    const stored = await this.database.one<Stored<DocumentRow>>(
      `SELECT ${columnsOf(DocumentRow, 'd')} FROM ${visible} AND d.id = $2`,
      [reader, id],
    );
    return this.rows.shownOne(DocumentRow, stored);
  }

  /** Every document of a collection, for those who keep it. */
  async inCollection(tx: Tx, collectionId: string): Promise<ListedDocument[]> {
    const stored = await tx.query<StoredDocument[]>(
      `SELECT ${columns} FROM rag.document d WHERE d.collection_id = $1 ORDER BY d.id`,
      [collectionId],
    );
    return this.rows.shown(DocumentRow, stored);
  }

  async add(
    tx: Tx,
    sealer: Sealer,
    document: NewRow<DocumentRow>,
    chunks: readonly Omit<NewRow<ChunkRow>, 'documentId' | 'ordinal'>[],
  ): Promise<void> {
    await this.rows.insert(tx, DocumentRow, document, { sealer });
    const numbered = chunks.map((chunk, ordinal) => ({ ...chunk, documentId: document.id, ordinal }));
    await this.rows.insertAll(tx, ChunkRow, numbered, { sealer });
  }

  /** With everything that hangs on it: passages at once, postings as the index says. */
  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM rag.document WHERE id = $1', [id]);
  }
}
