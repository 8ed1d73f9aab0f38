import { Injectable } from '@nestjs/common';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { collectionOwner } from '#platform/keyring/keys/owner.js';
import { isDamage, type Reader } from '#platform/keyring/keys/reader.js';
import { bucketOf, prefixOf, type Blind } from '#retrieval/index/blinding.js';
import { findInBucket } from '#retrieval/index/bucket.js';
import { readPostings, type Postings } from '#retrieval/index/postings.js';
import { IndexKeys } from './index-keys.js';
import { OpenedIndex } from './opened-index.js';
import { CollectionRow } from '../collections/collection.entity.js';
import { PostingRow } from './segment.entity.js';
import { readLengths, viewOf, type SegmentView } from './segment-view.rules.js';
import { SegmentsRepository, type StoredBucket, type VisibleSegmentRow } from './segments.repository.js';
import type { ReaderNames } from '../search/visibility.js';

/** A term as one collection's index knows it. */
interface BlindedTerm {
  readonly bytes: Uint8Array;
  readonly key: string;
  readonly prefix: number;
}

/** A bucket to be read, and the terms that are looked for in it. */
interface WantedBucket {
  readonly segment: VisibleSegmentRow;
  readonly bucket: number;
  readonly terms: BlindedTerm[];
}

/** Opens what a question needs of the index: from memory where it was opened before, else from the database. */
@Injectable()
export class IndexReader {
  constructor(
    private readonly segments: SegmentsRepository,
    private readonly indexKeys: IndexKeys,
    private readonly opened: OpenedIndex,
    private readonly keyring: Keyring,
  ) {}

  /** What is left of each segment; null when one has gone since it was listed. */
  async views(visible: readonly VisibleSegmentRow[]): Promise<SegmentView[] | null> {
    const known = visible.map(({ id, removals }) => this.opened.view(id, removals));
    const unknown = visible.filter((_, at) => known[at] === undefined);
    const loaded = unknown.length === 0 ? new Map<string, SegmentView>() : await this.loadViews(unknown);
    const views = visible.map(({ id }, at) => known[at] ?? loaded.get(id));
    return views.every((view) => view !== undefined) ? views : null;
  }

  /** For each segment the postings of each term; null when a segment has gone since it was listed. */
  async postings(
    reader: ReaderNames,
    visible: readonly VisibleSegmentRow[],
    terms: readonly string[],
  ): Promise<(Postings | null)[][] | null> {
    const blinded = await this.blindedFor(visible, terms);
    const termsOf = ({ collectionId }: VisibleSegmentRow): BlindedTerm[] => blinded.get(collectionId) ?? [];
    // What is known is taken now: while the rest is read, other questions may push it out of memory.
    const found = new Map<string, Postings | null>();
    const wanted = this.wantedBuckets(visible, termsOf, found);
    if (wanted.size > 0) {
      const rows = await this.segments.buckets(
        reader,
        [...wanted.values()].map(({ segment, bucket }) => ({ segmentId: segment.id, bucket })),
      );
      if (rows.length < wanted.size) return null;
      await this.openRows(rows, wanted, found);
    }
    // None of these terms where the collection's own key does not open.
    const none = terms.map(() => null);
    return visible.map(
      (segment) => blinded.get(segment.collectionId)?.map(({ key }) => found.get(segment.id + key) ?? null) ?? none,
    );
  }

  private async loadViews(unknown: readonly VisibleSegmentRow[]): Promise<Map<string, SegmentView>> {
    const loaded = new Map<string, SegmentView>();
    for (const segment of await this.segments.details(unknown.map(({ id }) => id))) {
      const { id, removals, lengths, versionIds, firstChunks, chunkCounts } = segment;
      const documents = versionIds.map((versionId, at) => ({
        versionId,
        firstChunk: firstChunks[at] ?? 0,
        chunks: chunkCounts[at] ?? 0,
      }));
      // Damaged: as if nothing were in it.
      const view = segment.isDamaged ? viewOf(new Uint16Array(0), []) : viewOf(readLengths(lengths), documents);
      if (!segment.isDamaged) this.opened.keepView(id, removals, view);
      loaded.set(id, view);
    }
    return loaded;
  }

  private wantedBuckets(
    visible: readonly VisibleSegmentRow[],
    termsOf: (segment: VisibleSegmentRow) => readonly BlindedTerm[],
    found: Map<string, Postings | null>,
  ): Map<string, WantedBucket> {
    const wanted = new Map<string, WantedBucket>();
    for (const segment of visible) {
      for (const term of termsOf(segment)) {
        const entry = this.opened.entry(segment.id, term.key);
        if (entry !== undefined) {
          found.set(segment.id + term.key, entry.postings);
          continue;
        }
        const bucket = bucketOf(term.prefix, segment.bits);
        const place = `${segment.id}/${bucket}`;
        const known = wanted.get(place);
        if (known === undefined) wanted.set(place, { segment, bucket, terms: [term] });
        else known.terms.push(term);
      }
    }
    return wanted;
  }

  private async openRows(
    rows: readonly StoredBucket[],
    wanted: ReadonlyMap<string, WantedBucket>,
    found: Map<string, Postings | null>,
  ): Promise<void> {
    const readers = await this.readersOf([...wanted.values()].map(({ segment }) => segment));
    for (const { segmentId, bucket, id, data } of rows) {
      const one = wanted.get(`${segmentId}/${bucket}`);
      const reader = readers.get(one?.segment.collectionId ?? '');
      if (one === undefined || reader === undefined) continue;
      const packed =
        id === null || data === null
          ? null
          : reader.bytes<Buffer | 'damaged'>(recordContext(PostingRow, 'data', id), data, (all) => all, 'damaged');
      if (packed === 'damaged') continue;
      for (const term of one.terms) {
        // A copy, so that keeping one list does not keep the whole bucket in memory.
        const list = packed === null ? null : (findInBucket(packed, term.bytes)?.slice() ?? null);
        const postings = list === null ? null : readPostings(list);
        this.opened.keepEntry(segmentId, term.key, { postings });
        found.set(segmentId + term.key, postings);
      }
    }
  }

  private async blindedFor(visible: readonly VisibleSegmentRow[], terms: readonly string[]): Promise<Map<string, BlindedTerm[]>> {
    const byCollection = new Map<string, BlindedTerm[]>();
    for (const collectionId of collectionsOf(visible)) {
      const blind = await this.blindingOf(collectionId);
      if (blind === null) continue;
      const blinded = terms.map(blind);
      byCollection.set(
        collectionId,
        blinded.map((bytes) => ({ bytes, key: Buffer.from(bytes).toString('latin1'), prefix: prefixOf(bytes) })),
      );
    }
    return byCollection;
  }

  /** Null for a collection whose key of the index does not open: nothing is found in it, and what is in others is. */
  private async blindingOf(collectionId: string): Promise<Blind | null> {
    try {
      return await this.indexKeys.blinding(collectionId);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.keyring.reportDamage(recordContext(CollectionRow, 'indexKey', collectionId));
      return null;
    }
  }

  private async readersOf(visible: readonly VisibleSegmentRow[]): Promise<Map<string, Reader>> {
    const readers = new Map<string, Reader>();
    for (const collectionId of collectionsOf(visible))
      readers.set(collectionId, await this.keyring.readerOf(collectionOwner(collectionId)));
    return readers;
  }
}

function collectionsOf(visible: readonly VisibleSegmentRow[]): Set<string> {
  return new Set(visible.map(({ collectionId }) => collectionId));
}
