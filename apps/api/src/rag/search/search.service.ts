import { Injectable } from '@nestjs/common';
import { unavailable } from '#platform/http/problem.js';
import { inSpan } from '#platform/tracing/span.js';
import type { Language } from '#retrieval/text/language.js';
import { corrected, questionOf, type Correction, type Question } from '#retrieval/ranking/question.js';
import { rank, termsOf, unknownWords, type Ranking } from '#retrieval/ranking/ranking.js';
import type { Signs } from '#retrieval/ranking/support.js';
import { IndexReader } from '../index/index-reader.js';
import { placeOfChunk, type SegmentView } from '../index/segment-view.rules.js';
import { MeaningSearch } from '../meaning/meaning-search.js';
import { byWordsAndMeaning, type FoundChunk } from './fused-search.rules.js';
import { SegmentsRepository, type VisibleSegmentRow } from '../index/segments.repository.js';
import { SpellingService } from '../spelling/spelling.service.js';
import type { ReaderNames } from './visibility.js';

export interface SearchRequest {
  readonly question: string;
  readonly earlierQuestions?: readonly string[] | undefined;
  /** Only these collections; all that the reader may see where it is left out. */
  readonly collections?: readonly string[] | null | undefined;
  /** Only collections whose passages may go to a provider outside. */
  readonly mayLeaveOnly?: boolean | undefined;
  readonly limit: number;
}

export type { FoundChunk };

export interface SearchResult {
  readonly question: Question;
  /** How telling each wanted word is, in the order of the question. */
  readonly weights: readonly number[];
  readonly signs: Signs;
  /** What was taken in place of words that no document holds. */
  readonly corrections: readonly Correction[];
  /** Best first. */
  readonly found: readonly FoundChunk[];
}

type FoundByWords = Omit<SearchResult, 'signs' | 'found'> & {
  readonly signs: Omit<Signs, 'similarity'>;
  readonly found: readonly Omit<FoundChunk, 'similarity'>[];
};

const TRIES = 4;

/** Ranks passages by their words (BM25 over sealed, blinded postings) and by their meaning, where there are vectors. What somebody may see is settled in the database before anything is scored. */
@Injectable()
export class SearchService {
  constructor(
    private readonly segments: SegmentsRepository,
    private readonly index: IndexReader,
    private readonly meaning: MeaningSearch,
    private readonly spelling: SpellingService,
  ) {}

  search(reader: ReaderNames, request: SearchRequest): Promise<SearchResult> {
    return inSpan('knowledge.search', async (span) => {
      const result = await this.ranked(reader, request);
      span?.set({ 'chat_man.passages': result.found.length });
      return result;
    });
  }

  private async ranked(reader: ReaderNames, request: SearchRequest): Promise<SearchResult> {
    const { question, collections = null, mayLeaveOnly = false, limit } = request;
    const nearing = inSpan('knowledge.search.meaning', () =>
      this.meaning.search(reader, { question, collections, mayLeaveOnly, limit }),
    );
    nearing.catch(() => undefined); // awaited when the words are ranked, which may fail before
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const result = await inSpan('knowledge.search.words', () => this.tryOnce(reader, request));
      if (result !== null) {
        const near = await nearing;
        const similarity = near.isCalibrated ? (near.passages[0]?.similarity ?? null) : null;
        return { ...result, signs: { ...result.signs, similarity }, found: byWordsAndMeaning(result.found, near, limit) };
      }
      // A segment was merged away between two statements; the next attempt lists what took its place.
    }
    throw unavailable();
  }

  private async tryOnce(reader: ReaderNames, request: SearchRequest): Promise<FoundByWords | null> {
    const visible = await this.segments.visibleTo(reader, request.collections ?? null, {
      mayLeaveOnly: request.mayLeaveOnly ?? false,
    });
    const typed = questionOf(request.question, languagesOf(visible), request);
    const views = await this.index.views(visible);
    const found = await this.index.postings(reader, visible, termsOf(typed));
    if (views === null || found === null) return null;
    const corrections = await this.correctionsOf(reader, views, unknownWords(typed, found));
    const question = corrections.length === 0 ? typed : corrected(typed, corrections, languagesOf(visible));
    const postings = question === typed ? found : await this.index.postings(reader, visible, termsOf(question));
    if (postings === null) return null;
    const segments = views.map((view, at) => ({ ...view, postings: view.lengths.length === 0 ? [] : (postings[at] ?? []) }));
    const ranking = rank(question, segments, request.limit);
    const signs = {
      wordShare: ranking.possible === 0 ? 0 : Math.min(1, (ranking.hits[0]?.score ?? 0) / ranking.possible),
      passages: views.reduce((sum, { liveChunks }) => sum + liveChunks, 0),
    };
    return { question, weights: ranking.weights, signs, corrections, found: places(ranking, views) };
  }

  private async correctionsOf(
    reader: ReaderNames,
    views: readonly SegmentView[],
    unknown: readonly string[],
  ): Promise<Correction[]> {
    if (unknown.length === 0) return [];
    const versionIds = views.flatMap(({ documents }) => documents.map(({ versionId }) => versionId));
    return this.spelling.corrections(reader, versionIds, unknown);
  }
}

function languagesOf(visible: readonly VisibleSegmentRow[]): Language[] {
  return [...new Set(visible.flatMap(({ languages }) => languages))].sort();
}

function places(ranking: Ranking, views: readonly SegmentView[]): Omit<FoundChunk, 'similarity'>[] {
  return ranking.hits.flatMap(({ segment, chunk, score }) => {
    const view = views[segment];
    return view === undefined ? [] : [{ ...placeOfChunk(view, chunk), score }];
  });
}
