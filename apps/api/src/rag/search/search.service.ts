import { Injectable } from '@nestjs/common';
import { unavailable } from '#platform/http/problem.js';
import type { Language } from '#retrieval/text/language.js';
import { questionOf, type Question } from '#retrieval/ranking/question.js';
import { rank, termsOf, type Ranking } from '#retrieval/ranking/ranking.js';
import { IndexReader } from '../index/index-reader.js';
import { placeOfChunk, type SegmentView } from '../index/segment-view.rules.js';
import { MeaningSearch } from '../meaning/meaning-search.js';
import { byWordsAndMeaning, type FoundChunk } from './fused-search.rules.js';
import { SegmentsRepository, type VisibleSegmentRow } from '../index/segments.repository.js';
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
  /** Best first. */
  readonly found: readonly FoundChunk[];
}

const TRIES = 4;

/** Ranks passages by their words (BM25 over sealed, blinded postings) and by their meaning, where there are vectors. What somebody may see is settled in the database before anything is scored. */
@Injectable()
export class SearchService {
  constructor(
    private readonly segments: SegmentsRepository,
    private readonly index: IndexReader,
    private readonly meaning: MeaningSearch,
  ) {}

  async search(reader: ReaderNames, request: SearchRequest): Promise<SearchResult> {
    const { question, collections = null, mayLeaveOnly = false, limit } = request;
    const near = await this.meaning.search(reader, { question, collections, mayLeaveOnly, limit });
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const result = await this.tryOnce(reader, request);
      if (result !== null) return { ...result, found: byWordsAndMeaning(result.found, near, limit) };
      // A segment was merged away between two statements; the next attempt lists what took its place.
    }
    throw unavailable();
  }

  private async tryOnce(reader: ReaderNames, request: SearchRequest): Promise<SearchResult | null> {
    const visible = await this.segments.visibleTo(reader, request.collections ?? null, {
      mayLeaveOnly: request.mayLeaveOnly ?? false,
    });
    const question = questionOf(request.question, languagesOf(visible), request);
    const views = await this.index.views(visible);
    const postings = await this.index.postings(reader, visible, termsOf(question));
    if (views === null || postings === null) return null;
    const ranking = rank(
      question,
      views.map((view, at) => ({ ...view, postings: view.lengths.length === 0 ? [] : (postings[at] ?? []) })),
      request.limit,
    );
    return { question, weights: ranking.weights, found: places(ranking, views) };
  }
}

function languagesOf(visible: readonly VisibleSegmentRow[]): Language[] {
  return [...new Set(visible.flatMap(({ languages }) => languages))].sort();
}

function places(ranking: Ranking, views: readonly SegmentView[]): FoundChunk[] {
  return ranking.hits.flatMap(({ segment, chunk, score }) => {
    const view = views[segment];
    return view === undefined ? [] : [{ ...placeOfChunk(view, chunk), score }];
  });
}
