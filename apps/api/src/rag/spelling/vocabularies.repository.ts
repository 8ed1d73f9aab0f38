import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import type { Sealed } from '#sealing/record.js';
import { MAY_READ, type ReaderNames } from '../search/visibility.js';
import { VocabularyRow } from './vocabulary.entity.js';

export interface StoredVocabulary extends Pick<VocabularyRow, 'versionId'> {
  readonly collectionId: string;
  readonly words: Sealed;
}

@Injectable()
export class VocabulariesRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async add(tx: Tx, sealer: Sealer, versionId: string, words: readonly string[]): Promise<void> {
    await this.rows.insert(tx, VocabularyRow, { versionId, words: words.join(' ') }, { sealer });
  }

  async remove(tx: Tx, versionId: string): Promise<void> {
    await this.rows.delete(tx, VocabularyRow, { versionId });
  }

  /** The words of versions in force, as far as somebody may read them. */
  async of(reader: ReaderNames, versionIds: readonly string[]): Promise<StoredVocabulary[]> {
    return this.database.prepared<StoredVocabulary>(
      'rag-vocabularies',
      `SELECT w.version_id AS "versionId", v.collection_id AS "collectionId", w.words
         FROM rag.vocabulary w JOIN rag.version v ON v.id = w.version_id JOIN rag.collection c ON c.id = v.collection_id
        WHERE ${MAY_READ} AND v.state = 'ready' AND w.version_id = ANY ($2::uuid[])`,
      [reader, versionIds],
    );
  }
}
