import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Language } from '#retrieval/text/language.js';
import type { Sealed } from '#sealing/record.js';
import { CollectionRow } from '../collections/collection.entity.js';
import { DocumentRow } from '../documents/document.entity.js';
import { ChunkRow, VersionRow } from '../documents/version.entity.js';
import { MAY_READ, type Destination, type ReaderNames } from './visibility.js';

/** Its texts are sealed: a question opens only those that it can show. */
export interface StoredPassage
  extends
    Omit<ChunkRow, 'content'>,
    Pick<VersionRow, 'documentId' | 'collectionId' | 'number' | 'state'>,
    Pick<CollectionRow, 'staysHere' | 'conversationId'> {
  readonly language: Language;
  readonly title: Sealed;
  readonly content: Sealed;
}

const COLUMNS = [
  columnsOf(ChunkRow, 'k'),
  someColumnsOf(VersionRow, ['documentId', 'collectionId', 'number', 'state', 'language'], 'v'),
  someColumnsOf(DocumentRow, ['title'], 'd'),
  someColumnsOf(CollectionRow, ['staysHere', 'conversationId'], 'c'),
].join(', ');
const JOINED = `rag.chunk k JOIN rag.version v ON v.id = k.version_id JOIN rag.document d ON d.id = v.document_id
         JOIN rag.collection c ON c.id = v.collection_id`;

@Injectable()
export class PassagesRepository {
  constructor(private readonly database: Database) {}

  /** Passages of versions in force by number, as far as somebody may read them and they may go where they are wanted, in any order. */
  async at(
    reader: ReaderNames,
    { mayLeaveOnly }: Destination,
    places: readonly { readonly versionId: string; readonly ordinal: number }[],
  ): Promise<StoredPassage[]> {
    return this.database.prepared<StoredPassage>(
      'rag-passages-at',
      `SELECT ${COLUMNS}
         FROM unnest($2::uuid[], $3::int[]) AS wanted (version_id, ordinal)
         JOIN ${JOINED} ON (k.version_id, k.ordinal) = (wanted.version_id, wanted.ordinal)
        WHERE ${MAY_READ} AND v.state = 'ready' AND NOT ($4 AND c.stays_here)`,
      [reader, places.map((place) => place.versionId), places.map((place) => place.ordinal), mayLeaveOnly],
    );
  }

  /** All passages of documents, in the order of their texts. */
  async allOf(reader: ReaderNames, documentIds: readonly string[]): Promise<StoredPassage[]> {
    return this.database.query<StoredPassage>(
      `SELECT ${COLUMNS} FROM ${JOINED} WHERE ${MAY_READ} AND v.state = 'ready' AND d.id = ANY ($2::uuid[]) ORDER BY d.id, k.ordinal`,
      [reader, documentIds],
    );
  }

  /** Which of these passages exist and may go to a provider outside, as their collections are marked now. Reads nothing of them. */
  async mayLeave(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT k.id FROM ${JOINED} WHERE k.id = ANY ($1::uuid[]) AND NOT c.stays_here`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** A passage of any version that is kept: whoever cites an older one finds it. */
  async byId(reader: ReaderNames, id: string): Promise<(StoredPassage & { readonly whole: Sealed }) | null> {
    return this.database.one<StoredPassage & { readonly whole: Sealed }>(
      `SELECT ${COLUMNS}, v.content AS whole FROM ${JOINED} WHERE ${MAY_READ} AND k.id = $2`,
      [reader, id],
    );
  }
}
