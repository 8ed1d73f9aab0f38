import { createHmac } from 'node:crypto';
import { blindTerm, bucketOf, prefixOf, type Blind } from '#retrieval/index/blinding.js';
import { findInBucket } from '#retrieval/index/bucket.js';
import { readPostings, type Postings } from '#retrieval/index/postings.js';
import type { Question } from '#retrieval/ranking/question.js';
import { rank, RANKING, termsOf, type Ranking, type RankingOptions, type VisibleSegment } from '#retrieval/ranking/ranking.js';
import type { Segment } from '#retrieval/index/segment.js';

/** Blinding as the rag room does it, under a key of the test's own. */
export function blindingWith(key: string): Blind {
  return (term) => blindTerm(createHmac('sha256', key).update(term).digest());
}

/** Searches segments held in memory through the same blinded, packed form that the database stores. */
export function searchSegments(
  question: Question,
  segments: readonly Segment[],
  blind: Blind,
  limit: number,
  options: RankingOptions = RANKING,
): Ranking {
  const blinded = termsOf(question).map(blind);
  return rank(
    question,
    segments.map((segment) => visible(segment, blinded)),
    limit,
    options,
  );
}

function visible(segment: Segment, blinded: readonly Uint8Array[]): VisibleSegment {
  const { lengths } = segment;
  return {
    lengths,
    live: null,
    liveChunks: lengths.length,
    liveLength: lengths.reduce((sum, length) => sum + length, 0),
    postings: blinded.map((term) => postingsOf(segment, term)),
  };
}

export function postingsOf(segment: Segment, blinded: Uint8Array): Postings | null {
  const bucket = segment.buckets.get(bucketOf(prefixOf(blinded), segment.bits));
  const list = bucket === undefined ? null : findInBucket(bucket, blinded);
  return list === null ? null : readPostings(list);
}
