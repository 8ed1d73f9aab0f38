import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow, type Shown, type Stored } from '#platform/database/declared/declared-rows.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import type { Sealed } from '#sealing/record.js';
import { PostingRow, SegmentDocumentRow, SegmentRow } from './segment.entity.js';
import type { DocumentInSegment } from './segment-view.rules.js';
import { MAY_READ, type Destination, type ReaderNames } from '../search/visibility.js';

/** A segment as it stands at the moment of a question. */
export type VisibleSegmentRow = Readonly<Pick<SegmentRow, 'id' | 'collectionId' | 'bits' | 'removals' | 'languages'>>;

type Lengths = Pick<SegmentRow, 'id' | 'collectionId' | 'removals' | 'lengths'> & DocumentLists;

/** What changes at most when a document goes. */
export type SegmentDetails = Shown<Lengths>;

/** The documents of a segment by first chunk, one list a column. */
export interface DocumentLists {
  readonly versionIds: readonly string[];
  readonly firstChunks: readonly number[];
  readonly chunkCounts: readonly number[];
}

export interface StoredBucket extends Pick<PostingRow, 'segmentId' | 'bucket'> {
  /** Null where the segment has nothing under these terms. */
  readonly id: string | null;
  readonly data: Sealed | null;
}

export type NewSegment = Omit<NewRow<SegmentRow>, 'state'>;
export type NewPosting = Omit<NewRow<PostingRow>, 'segmentId'>;

@Injectable()
export class SegmentsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** Segments of every collection that somebody may read, or of those among the given ones. */
  async visibleTo(
    reader: ReaderNames,
    collections: readonly string[] | null,
    { mayLeaveOnly }: Destination,
  ): Promise<VisibleSegmentRow[]> {
    return this.database.prepared<VisibleSegmentRow>(
      'rag-visible-segments',
      `SELECT ${someColumnsOf(SegmentRow, ['id', 'collectionId', 'bits', 'removals', 'languages'], 's')}
         FROM rag.collection c JOIN rag.segment s ON s.collection_id = c.id AND s.state = 'ready'
        WHERE ${MAY_READ} AND ($2::uuid[] IS NULL OR c.id = ANY ($2)) AND NOT ($3 AND c.stays_here)
        ORDER BY s.id`,
      [reader, collections, mayLeaveOnly],
    );
  }

  /** What the given segments hold, as far as they still exist. */
  async details(ids: readonly string[]): Promise<SegmentDetails[]> {
    const stored = await this.database.prepared<Stored<Lengths>>(
      'rag-segment-details',
      `SELECT ${someColumnsOf(SegmentRow, ['id', 'collectionId', 'removals', 'lengths'], 's')}, d.*
         FROM rag.segment s
        CROSS JOIN LATERAL (
              SELECT array_agg(version_id ORDER BY first_chunk) AS "versionIds",
                     array_agg(first_chunk ORDER BY first_chunk) AS "firstChunks",
                     array_agg(chunks ORDER BY first_chunk) AS "chunkCounts"
                FROM rag.segment_document WHERE segment_id = s.id) d
        WHERE s.id = ANY ($1::uuid[]) AND d."versionIds" IS NOT NULL`,
      [ids],
    );
    return this.rows.shown(SegmentRow, stored);
  }

  /**
   * Buckets of segments, as far as somebody may read them. Answers one row for each wanted bucket of a segment that is still there, be it
   * empty; fewer rows mean that a segment has gone since it was listed.
   */
  async buckets(
    reader: ReaderNames,
    wanted: readonly { readonly segmentId: string; readonly bucket: number }[],
  ): Promise<StoredBucket[]> {
    return this.database.prepared<StoredBucket>(
      'rag-buckets',
      `SELECT s.id AS "segmentId", wanted.bucket, p.id, p.data
         FROM unnest($2::uuid[], $3::int[]) AS wanted (segment_id, bucket)
         JOIN rag.segment s ON s.id = wanted.segment_id
         JOIN rag.collection c ON c.id = s.collection_id
         LEFT JOIN rag.posting p ON (p.segment_id, p.bucket) = (s.id, wanted.bucket)
        WHERE ${MAY_READ}`,
      [reader, wanted.map((one) => one.segmentId), wanted.map((one) => one.bucket)],
    );
  }

  /** A segment that is searched as soon as the transaction commits. */
  async add(
    tx: Tx,
    sealer: Sealer,
    segment: NewSegment,
    postings: readonly NewPosting[],
    documents: readonly DocumentInSegment[],
  ): Promise<void> {
    await this.begin(tx, sealer, segment);
    await this.addPostings(tx, sealer, segment.id, postings);
    await this.publish(tx, segment.id, documents);
  }

  /** A segment that nobody searches yet. */
  async begin(tx: Tx, sealer: Sealer, segment: NewSegment): Promise<void> {
    await this.rows.insert(tx, SegmentRow, { ...segment, state: 'building' }, { sealer });
  }

  async addPostings(tx: Tx, sealer: Sealer, segmentId: string, postings: readonly NewPosting[]): Promise<void> {
    const inSegment = postings.map((posting) => ({ ...posting, segmentId }));
    await this.rows.insertAll(tx, PostingRow, inSegment, { sealer });
  }

  async publish(tx: Tx, segmentId: string, documents: readonly DocumentInSegment[]): Promise<void> {
    const inSegment = documents.map(({ versionId, firstChunk, chunks }) => ({ segmentId, versionId, firstChunk, chunks }));
    await this.rows.insertAll(tx, SegmentDocumentRow, inSegment);
    await this.rows.update(tx, SegmentRow, { id: segmentId }, { state: 'ready' });
  }
}
