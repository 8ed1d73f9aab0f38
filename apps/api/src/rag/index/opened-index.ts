import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Settings } from '#platform/config/settings/settings.js';
import type { Postings } from '#retrieval/index/postings.js';
import { KnowledgeSettings } from '../rag.settings.js';
import type { SegmentView } from './segment-view.rules.js';

/** One term in one segment. Null: the segment does not hold it. */
export interface Entry {
  readonly postings: Postings | null;
}

const BYTES_OF_AN_ENTRY = 200;
/** Every question needs the lengths of all chunks that it may reach: three bytes a chunk, and some for each document. */
const BYTES_OF_VIEWS = 32_000_000;

/**
 * Opened parts of the index, the most recently used ones. Segments never change, so nothing here can be stale: what a question may use
 * is decided by the database each time, and only then looked up here.
 */
@Injectable()
export class OpenedIndex {
  private readonly entries: LRUCache<string, Entry> | null;
  private readonly views = new LRUCache<string, SegmentView>({ maxSize: BYTES_OF_VIEWS, sizeCalculation: sizeOfView });

  constructor(settings: Settings) {
    const bytes = settings.of(KnowledgeSettings).cacheBytes;
    this.entries = bytes === 0 ? null : new LRUCache({ maxSize: bytes, sizeCalculation: sizeOfEntry });
  }

  entry(segmentId: string, term: string): Entry | undefined {
    return this.entries?.get(segmentId + term);
  }

  keepEntry(segmentId: string, term: string, entry: Entry): void {
    this.entries?.set(segmentId + term, entry);
  }

  /** What is known of a segment at a count of removals. */
  view(segmentId: string, removals: number): SegmentView | undefined {
    return this.views.get(`${segmentId}/${removals}`);
  }

  keepView(segmentId: string, removals: number, view: SegmentView): void {
    this.views.set(`${segmentId}/${removals}`, view);
  }
}

function sizeOfEntry({ postings }: Entry): number {
  if (postings === null) return BYTES_OF_AN_ENTRY;
  const places = postings.counts.reduce((sum, count) => sum + count, 0);
  return BYTES_OF_AN_ENTRY + postings.chunks.length * 5 + places * 4;
}

function sizeOfView({ lengths, documents }: SegmentView): number {
  return 500 + lengths.length * 3 + documents.length * 100;
}
