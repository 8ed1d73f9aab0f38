import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Language } from '#retrieval/text/language.js';
import type { Sealed } from '#sealing/record.js';
import type { DocumentInSegment } from './segment-view.rules.js';
import { MAY_READ, type Destination, type ReaderNames } from '../search/visibility.js';

/** A segment as it stands at the moment of a question. */
export interface VisibleSegmentRow {
  readonly id: string;
  readonly collectionId: string;
  readonly bits: number;
  readonly removals: number;
  readonly languages: readonly Language[];
}

/** What changes at most when a document goes. */
export interface SegmentDetails {
  readonly id: string;
  readonly removals: number;
  readonly lengths: Sealed;
  readonly documentIds: readonly string[];
  readonly firstChunks: readonly number[];
  readonly chunkCounts: readonly number[];
}

export interface StoredBucket {
  readonly segmentId: string;
  readonly bucket: number;
  /** Null where the segment has nothing under these terms. */
  readonly id: string | null;
  readonly data: Sealed | null;
}

export interface NewSegment {
  readonly id: string;
  readonly collectionId: string;
  readonly bits: number;
  readonly chunks: number;
  readonly languages: readonly Language[];
  readonly lengths: Sealed;
}

export interface NewPosting {
  readonly id: string;
  readonly bucket: number;
  readonly data: Sealed;
}

const POSTINGS_A_STATEMENT = 500;

@Injectable()
export class SegmentsRepository {
  constructor(private readonly database: Database) {}

  /** Segments of every collection that somebody may read, or of those among the given ones. */
  async visibleTo(
    reader: ReaderNames,
    collections: readonly string[] | null,
    { mayLeaveOnly }: Destination,
  ): Promise<VisibleSegmentRow[]> {
    return this.database.prepared<VisibleSegmentRow>(
      'rag-visible-segments',
      `SELECT s.id, s.collection_id AS "collectionId", s.bits, s.removals, s.languages
         FROM rag.collection c JOIN rag.segment s ON s.collection_id = c.id AND s.state = 'ready'
        WHERE ${MAY_READ} AND ($2::uuid[] IS NULL OR c.id = ANY ($2)) AND NOT ($3 AND c.stays_here)
        ORDER BY s.id`,
      [reader, collections, mayLeaveOnly],
    );
  }

  /** What the given segments hold, as far as they still exist. */
  async details(ids: readonly string[]): Promise<SegmentDetails[]> {
    return this.database.prepared<SegmentDetails>(
      'rag-segment-details',
      `SELECT s.id, s.removals, s.lengths, d.*
         FROM rag.segment s
        CROSS JOIN LATERAL (
              SELECT array_agg(document_id ORDER BY first_chunk) AS "documentIds",
                     array_agg(first_chunk ORDER BY first_chunk) AS "firstChunks",
                     array_agg(chunks ORDER BY first_chunk) AS "chunkCounts"
                FROM rag.segment_document WHERE segment_id = s.id) d
        WHERE s.id = ANY ($1::uuid[]) AND d."documentIds" IS NOT NULL`,
      [ids],
    );
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
    segment: NewSegment,
    postings: readonly NewPosting[],
    documents: readonly DocumentInSegment[],
  ): Promise<void> {
    await this.begin(tx, segment);
    await this.addPostings(tx, segment.id, postings);
    await this.publish(tx, segment.id, documents);
  }

  /** A segment that nobody searches yet. */
  async begin(tx: Tx, { id, collectionId, bits, chunks, languages, lengths }: NewSegment): Promise<void> {
    await tx.query(
      `INSERT INTO rag.segment (id, collection_id, state, bits, chunks, languages, lengths) VALUES ($1, $2, 'building', $3, $4, $5, $6)`,
      [id, collectionId, bits, chunks, languages, lengths],
    );
  }

  async addPostings(tx: Tx, segmentId: string, postings: readonly NewPosting[]): Promise<void> {
    for (let from = 0; from < postings.length; from += POSTINGS_A_STATEMENT) {
      const some = postings.slice(from, from + POSTINGS_A_STATEMENT);
      await tx.query(
        `INSERT INTO rag.posting (id, segment_id, bucket, data)
         SELECT n.id, $1, n.bucket, n.data FROM unnest($2::uuid[], $3::int[], $4::bytea[]) AS n (id, bucket, data)`,
        [segmentId, some.map((one) => one.id), some.map((one) => one.bucket), some.map((one) => one.data)],
      );
    }
  }

  async publish(tx: Tx, segmentId: string, documents: readonly DocumentInSegment[]): Promise<void> {
    await tx.query(
      `INSERT INTO rag.segment_document (segment_id, first_chunk, chunks, document_id)
       SELECT $1, n.first_chunk, n.chunks, n.document_id FROM unnest($2::int[], $3::int[], $4::uuid[]) AS n (first_chunk, chunks, document_id)`,
      [
        segmentId,
        documents.map((one) => one.firstChunk),
        documents.map((one) => one.chunks),
        documents.map((one) => one.documentId),
      ],
    );
    await tx.query(`UPDATE rag.segment SET state = 'ready' WHERE id = $1`, [segmentId]);
  }
}
