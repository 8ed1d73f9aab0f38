import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import { PostingRow, SegmentRow } from './segment.entity.js';
import type { PlannedSegment } from './segment-plan.rules.js';
import type { DocumentLists } from './segments.repository.js';

export type MergeCandidate = Omit<SegmentRow, 'state'> &
  DocumentLists & {
    readonly liveChunks: number;
    /** Sealed bytes of its postings. */
    readonly bytes: number;
  };

@Injectable()
export class SegmentMergeRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Those of the knowledge base: the few files of a conversation each keep a segment of their own. */
  async collections(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT c.id FROM rag.collection c
        WHERE c.conversation_id IS NULL AND EXISTS (SELECT FROM rag.segment s WHERE s.collection_id = c.id) ORDER BY 1`,
    );
    return rows.map(({ id }) => id);
  }

  async segmentsOf(collectionId: string): Promise<PlannedSegment[]> {
    return this.database.query<PlannedSegment>(
      `SELECT ${someColumnsOf(SegmentRow, ['id', 'chunks', 'removedSince', 'createdAt'], 's')},
              (SELECT coalesce(sum(d.chunks), 0)::int FROM rag.segment_document d WHERE d.segment_id = s.id) AS "liveChunks"
         FROM rag.segment s WHERE s.collection_id = $1 AND s.state = 'ready' ORDER BY s.id`,
      [collectionId],
    );
  }

  /** Everything about these segments but their postings, oldest first. */
  async candidates(ids: readonly string[]): Promise<MergeCandidate[]> {
    const stored = await this.database.query<Stored<MergeCandidate>>(
      `SELECT ${columnsOf(SegmentRow, 's', { without: ['state'] })}, d.*,
              (SELECT coalesce(sum(octet_length(p.data)), 0)::float8 FROM rag.posting p WHERE p.segment_id = s.id) AS bytes
         FROM rag.segment s
        CROSS JOIN LATERAL (
              SELECT array_agg(version_id ORDER BY first_chunk) AS "versionIds",
                     array_agg(first_chunk ORDER BY first_chunk) AS "firstChunks",
                     array_agg(chunks ORDER BY first_chunk) AS "chunkCounts",
                     sum(chunks)::int AS "liveChunks"
                FROM rag.segment_document WHERE segment_id = s.id) d
        WHERE s.id = ANY ($1::uuid[]) AND s.state = 'ready' AND d."versionIds" IS NOT NULL
        ORDER BY s.id`,
      [ids],
    );
    return Promise.all(stored.map((each) => this.rows.open(SegmentRow, each)));
  }

  /** Buckets first…last of one segment, both included. */
  async buckets(sealer: Sealer, segmentId: string, first: number, last: number): Promise<Uint8Array[]> {
    const stored = await this.database.query<Stored<PostingRow>>(
      `SELECT ${columnsOf(PostingRow)} FROM rag.posting WHERE segment_id = $1 AND bucket BETWEEN $2 AND $3 ORDER BY bucket`,
      [segmentId, first, last],
    );
    return Promise.all(stored.map(async (each) => (await this.rows.open(PostingRow, each, { sealer })).data));
  }

  /**
   * Whether the segments and their documents are still as they were when the merge began. If so, nobody can change them until the
   * transaction ends. Documents are locked before segments, in the order in which a removal takes them.
   */
  async holdUnchanged(tx: Tx, candidates: readonly MergeCandidate[]): Promise<boolean> {
    const documents = candidates.flatMap(({ versionIds }) => versionIds);
    await tx.query('SELECT FROM rag.version WHERE id = ANY ($1::uuid[]) ORDER BY id FOR KEY SHARE', [documents]);
    const rows: { id: string; removals: number }[] = await tx.query(
      'SELECT id, removals FROM rag.segment WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
      [candidates.map(({ id }) => id)],
    );
    const now = new Map(rows.map(({ id, removals }) => [id, removals]));
    return candidates.every(({ id, removals }) => now.get(id) === removals);
  }

  /** With everything in them. */
  async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM rag.segment WHERE id = ANY ($1::uuid[])', [ids]);
  }

  /** Removes what a crash left unfinished. In one statement: one that is completed at this moment stays. */
  async removeAbandoned(tx: Tx, before: Date): Promise<void> {
    await tx.query(`DELETE FROM rag.segment WHERE state = 'building' AND created_at < $1`, [before]);
  }
}
