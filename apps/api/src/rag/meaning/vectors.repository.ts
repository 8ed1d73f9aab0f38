import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow } from '#platform/database/declared/declared-rows.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import type { Sealed } from '#sealing/record.js';
import { ChunkRow } from '../documents/version.entity.js';
import { MAY_READ, type Destination, type ReaderNames } from '../search/visibility.js';
import { VectorBlockRow } from './vector-block.entity.js';

/** Where a version has no vectors yet. */
export interface Unembedded {
  readonly versionId: string;
  readonly collectionId: string;
  readonly firstOrdinal: number;
}

export interface VisibleBlock extends Pick<VectorBlockRow, 'id' | 'versionId' | 'firstOrdinal' | 'dimensions'> {
  readonly collectionId: string;
  readonly bytes: number;
}

export interface StoredText extends Pick<ChunkRow, 'id' | 'ordinal'> {
  readonly content: Sealed;
}

@Injectable()
export class VectorsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Some versions in force that have passages without vectors of this model, and the first of those. */
  async unembedded(model: string, isEnglishOnly: boolean, limit: number): Promise<Unembedded[]> {
    return this.database.query<Unembedded>(
      `SELECT d.id AS "versionId", d.collection_id AS "collectionId", coalesce(max(v.first_ordinal + v.passages), 0) AS "firstOrdinal"
         FROM rag.version d LEFT JOIN rag.vector_block v ON v.version_id = d.id AND v.model = $1
        WHERE d.state = 'ready' AND (d.language = 'english' OR NOT $2)
        GROUP BY d.id HAVING coalesce(max(v.first_ordinal + v.passages), 0) < d.chunks
        ORDER BY d.id DESC LIMIT $3`,
      [model, isEnglishOnly, limit],
    );
  }

  /** The next passages of a version, sealed. */
  async texts(versionId: string, firstOrdinal: number, limit: number): Promise<StoredText[]> {
    return this.database.query<StoredText>(
      `SELECT ${someColumnsOf(ChunkRow, ['id', 'ordinal', 'content'], 'k')}
         FROM rag.chunk k WHERE k.version_id = $1 AND k.ordinal >= $2 ORDER BY k.ordinal LIMIT $3`,
      [versionId, firstOrdinal, limit],
    );
  }

  /** Whether the version is still what is found; then it stays so until the transaction ends. */
  async holdVersion(tx: Tx, versionId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(`SELECT FROM rag.version WHERE id = $1 AND state = 'ready' FOR SHARE`, [versionId]);
    return rows.length > 0;
  }

  /** Vectors of versions that others have replaced: these are kept to be cited, and not found. */
  async removeReplaced(tx: Tx): Promise<void> {
    await tx.query(`DELETE FROM rag.vector_block b USING rag.version d WHERE d.id = b.version_id AND d.state <> 'ready'`);
  }

  /** By which models there are vectors. */
  async models(): Promise<string[]> {
    const rows = await this.database.query<{ model: string }>('SELECT DISTINCT model FROM rag.vector_block ORDER BY model');
    return rows.map(({ model }) => model);
  }

  async removeOtherModels(tx: Tx, model: string): Promise<void> {
    await tx.query('DELETE FROM rag.vector_block WHERE model <> $1', [model]);
  }

  async add(tx: Tx, sealer: Sealer, block: NewRow<VectorBlockRow>): Promise<void> {
    await this.rows.insert(tx, VectorBlockRow, block, { sealer });
  }

  /** Blocks of every collection that somebody may read, or of those among the given ones, without what is in them. */
  async visibleTo(
    reader: ReaderNames,
    collections: readonly string[] | null,
    { mayLeaveOnly }: Destination,
    model: string,
  ): Promise<VisibleBlock[]> {
    return this.database.prepared<VisibleBlock>(
      'rag-visible-vectors',
      `SELECT ${someColumnsOf(VectorBlockRow, ['id', 'versionId', 'firstOrdinal', 'dimensions'], 'v')}, d.collection_id AS "collectionId",
              octet_length(v.data) AS bytes
         FROM rag.collection c JOIN rag.version d ON d.collection_id = c.id AND d.state = 'ready' JOIN rag.vector_block v ON v.version_id = d.id
        WHERE ${MAY_READ} AND ($2::uuid[] IS NULL OR c.id = ANY ($2)) AND NOT ($3 AND c.stays_here) AND v.model = $4
        ORDER BY v.id`,
      [reader, collections, mayLeaveOnly, model],
    );
  }

  /** What is in blocks, as far as somebody may read them. */
  async data(reader: ReaderNames, ids: readonly string[]): Promise<{ readonly id: string; readonly data: Sealed }[]> {
    return this.database.prepared<{ id: string; data: Sealed }>(
      'rag-vectors',
      `SELECT v.id, v.data
         FROM rag.vector_block v JOIN rag.version d ON d.id = v.version_id JOIN rag.collection c ON c.id = d.collection_id
        WHERE ${MAY_READ} AND v.id = ANY ($2::uuid[])`,
      [reader, ids],
    );
  }
}
