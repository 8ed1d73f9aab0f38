import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type Stored } from '#platform/database/declared/declared-rows.js';
import { columnsOf, recordContext, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { prepared } from '#platform/database/prepared.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealer } from '#platform/keyring/keys/sealer.js';
import type { Sealed } from '#sealing/record.js';
import { SearchBucketRow, SearchEntryRow, SearchKeyRow, SearchSegmentRow } from './search-index.entity.js';

export type Segment = Readonly<Pick<SearchSegmentRow, 'id' | 'texts' | 'bits' | 'firstMoment' | 'lastMoment' | 'isStale'>>;

/** Buckets first to last of a segment with 2^bits of them. */
export interface BucketRange {
  readonly segmentId: string;
  readonly first: number;
  readonly last: number;
}

const segmentColumns = someColumnsOf(SearchSegmentRow, ['id', 'texts', 'bits', 'firstMoment', 'lastMoment', 'isStale']);

/** The parts of the index as they are kept. */
@Injectable()
export class SearchIndexRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async key(sealer: Sealer, ownerId: string): Promise<Buffer | null> {
    const row = await this.database.one<Stored<SearchKeyRow>>(
      `SELECT ${columnsOf(SearchKeyRow)} FROM chat.search_key WHERE owner_id = $1`,
      [ownerId],
    );
    return row && (await this.rows.open(SearchKeyRow, row, { sealer })).key;
  }

  /** The key of a person, which is there after this; two that make it at once agree on one. */
  async keyIn(tx: Tx, sealer: Sealer, ownerId: string, make: () => Buffer): Promise<Buffer> {
    const select = `SELECT ${columnsOf(SearchKeyRow)} FROM chat.search_key WHERE owner_id = $1`;
    const [known] = await tx.query<Stored<SearchKeyRow>[]>(select, [ownerId]);
    if (known) return (await this.rows.open(SearchKeyRow, known, { sealer })).key;
    await tx.query('INSERT INTO chat.search_key (owner_id, key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      ownerId,
      sealer.seal(recordContext(SearchKeyRow, 'key', ownerId), make()),
    ]);
    const [made] = await tx.query<Stored<SearchKeyRow>[]>(select, [ownerId]);
    return (await this.rows.open(SearchKeyRow, made!, { sealer })).key;
  }

  async addEntries(tx: Tx, sealer: Sealer, entries: readonly SearchEntryRow[]): Promise<void> {
    for (const { id, ownerId, conversationId, moment, terms } of entries) {
      await prepared(
        tx,
        'chat.search-entry',
        'INSERT INTO chat.search_entry (id, owner_id, conversation_id, moment, terms) VALUES ($1, $2, $3, $4, $5)',
        [id, ownerId, conversationId, moment, sealer.seal(recordContext(SearchEntryRow, 'terms', id), terms)],
      );
    }
  }

  /** Texts that are in no segment yet, as they are sealed: oldest first. */
  entriesOf(ownerId: string): Promise<SealedEntry[]> {
    return this.database.query<SealedEntry>('SELECT id, moment, terms FROM chat.search_entry WHERE owner_id = $1 ORDER BY id', [
      ownerId,
    ]);
  }

  segmentsOf(ownerId: string): Promise<Segment[]> {
    return this.database.query<Segment>(`SELECT ${segmentColumns} FROM chat.search_segment WHERE owner_id = $1`, [ownerId]);
  }

  /** Buckets by number, as they are sealed. */
  buckets(places: readonly { readonly segmentId: string; readonly bucket: number }[]): Promise<SealedBucket[]> {
    return this.database.query<SealedBucket>(
      `SELECT b.id, b.segment_id AS "segmentId", b.bucket, b.data
         FROM unnest($1::uuid[], $2::int[]) AS wanted (segment_id, bucket) JOIN chat.search_bucket b USING (segment_id, bucket)`,
      [places.map(({ segmentId }) => segmentId), places.map(({ bucket }) => bucket)],
    );
  }

  bucketsIn(tx: Tx, ranges: readonly BucketRange[]): Promise<SealedBucket[]> {
    return tx.query<SealedBucket[]>(
      `SELECT b.id, b.segment_id AS "segmentId", b.bucket, b.data
         FROM unnest($1::uuid[], $2::int[], $3::int[]) AS wanted (segment_id, first, last)
         JOIN chat.search_bucket b ON b.segment_id = wanted.segment_id AND b.bucket BETWEEN wanted.first AND wanted.last`,
      [ranges.map(({ segmentId }) => segmentId), ranges.map(({ first }) => first), ranges.map(({ last }) => last)],
    );
  }

  async addSegment(tx: Tx, segment: Omit<SearchSegmentRow, 'isStale'>): Promise<void> {
    await this.rows.insert(tx, SearchSegmentRow, segment);
  }

  async addBuckets(tx: Tx, sealer: Sealer, buckets: readonly SearchBucketRow[]): Promise<void> {
    await this.rows.insertAll(tx, SearchBucketRow, buckets, { sealer });
  }

  async removeSegments(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM chat.search_segment WHERE id = ANY($1::uuid[])', [ids]);
  }

  /** Takes texts out that are in no segment: nobody removes them meanwhile without waiting for what becomes of them. */
  async takeEntries(tx: Tx, ownerId: string, limit: number): Promise<SealedEntry[]> {
    const [rows] = await tx.query<[SealedEntry[], number]>(
      `DELETE FROM chat.search_entry
        WHERE id IN (SELECT id FROM chat.search_entry WHERE owner_id = $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id, moment, terms`,
      [ownerId, limit],
    );
    return rows;
  }

  async countEntries(ownerId: string): Promise<number> {
    const row = await this.database.one<{ n: number }>('SELECT count(*)::int AS n FROM chat.search_entry WHERE owner_id = $1', [
      ownerId,
    ]);
    return row!.n;
  }

  /** Marks the segments that hold words of removed conversations. */
  async markStale(tx: Tx, ownerId: string): Promise<void> {
    await tx.query(
      `WITH gone AS (DELETE FROM chat.search_removal WHERE owner_id = $1 RETURNING first_moment, last_moment)
       UPDATE chat.search_segment s SET is_stale = true FROM gone
        WHERE s.owner_id = $1 AND s.first_moment <= gone.last_moment AND s.last_moment >= gone.first_moment`,
      [ownerId],
    );
  }

  /** One instance at a time changes the segments of a person; false where another does, until the transaction ends. */
  async claim(tx: Tx, ownerId: string): Promise<boolean> {
    const [row] = await tx.query<[{ is: boolean }]>(
      "SELECT pg_try_advisory_xact_lock(hashtextextended('chat.search ' || $1, 0)) AS is",
      [ownerId],
    );
    return row.is;
  }

  /** Persons with `least` texts in no segment, with words of removed conversations, or with many segments. */
  async untidy(least: number, segments: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT owner_id AS id FROM chat.search_entry GROUP BY owner_id HAVING count(*) >= $1
       UNION
       SELECT owner_id AS id FROM chat.search_segment GROUP BY owner_id HAVING count(*) >= $2 OR bool_or(is_stale)
       UNION
       SELECT owner_id AS id FROM chat.search_removal`,
      [least, segments],
    );
    return rows.map(({ id }) => id);
  }

  /** The moments of everything that a person has written and not removed. */
  async aliveMoments(tx: Tx, ownerId: string, from: Date, until: Date): Promise<Set<number>> {
    const rows = await tx.query<{ moment: string }[]>(
      `SELECT extract(epoch FROM created_at) * 1000 AS moment FROM chat.message WHERE owner_id = $1 AND created_at BETWEEN $2 AND $3
       UNION ALL
       SELECT extract(epoch FROM created_at) * 1000 FROM chat.conversation WHERE owner_id = $1 AND created_at BETWEEN $2 AND $3`,
      [ownerId, from, until],
    );
    return new Set(rows.map(({ moment }) => Math.round(Number(moment))));
  }
}

export interface SealedEntry {
  readonly id: string;
  readonly moment: Date;
  readonly terms: Sealed;
}

export interface SealedBucket {
  readonly id: string;
  readonly segmentId: string;
  readonly bucket: number;
  readonly data: Sealed;
}
