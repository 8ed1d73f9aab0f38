import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { columnsOf, someColumnsOf } from '#platform/database/entity-columns.js';
import type { Sealed } from '#sealing/record.js';
import { CollectionRow } from '../documents/collection.entity.js';
import { ChunkRow, DocumentRow } from '../documents/document.entity.js';
import { MAY_READ, type Destination, type ReaderNames } from './visibility.js';

/** Its texts are sealed: a question opens only those that it can show. */
export interface StoredPassage
  extends Omit<ChunkRow, 'content'>, Pick<DocumentRow, 'collectionId' | 'language'>, Pick<CollectionRow, 'staysHere'> {
  readonly title: Sealed;
  readonly content: Sealed;
}

const COLUMNS = [
  columnsOf(ChunkRow, 'k'),
  someColumnsOf(DocumentRow, ['collectionId', 'title', 'language'], 'd'),
  someColumnsOf(CollectionRow, ['staysHere'], 'c'),
].join(', ');
const JOINED = `rag.chunk k JOIN rag.document d ON d.id = k.document_id JOIN rag.collection c ON c.id = d.collection_id`;

@Injectable()
export class PassagesRepository {
  constructor(private readonly database: Database) {}

  /** Passages by document and number, as far as somebody may read them and they may go where they are wanted, in any order. */
  async at(
    reader: ReaderNames,
    { mayLeaveOnly }: Destination,
    places: readonly { readonly documentId: string; readonly ordinal: number }[],
  ): Promise<StoredPassage[]> {
    return this.database.prepared<StoredPassage>(
      'rag-passages-at',
      `SELECT ${COLUMNS}
         FROM unnest($2::uuid[], $3::int[]) AS wanted (document_id, ordinal)
         JOIN ${JOINED} ON (k.document_id, k.ordinal) = (wanted.document_id, wanted.ordinal)
        WHERE ${MAY_READ} AND NOT ($4 AND c.stays_here)`,
      [reader, places.map((place) => place.documentId), places.map((place) => place.ordinal), mayLeaveOnly],
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

  async byId(reader: ReaderNames, id: string): Promise<(StoredPassage & { readonly documentContent: Sealed }) | null> {
    return this.database.one<StoredPassage & { readonly documentContent: Sealed }>(
      `SELECT ${COLUMNS}, d.content AS "documentContent" FROM ${JOINED} WHERE ${MAY_READ} AND k.id = $2`,
      [reader, id],
    );
  }
}
