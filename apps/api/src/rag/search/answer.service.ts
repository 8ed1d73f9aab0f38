import { Injectable } from '@nestjs/common';
import type { Citation, KnowledgeAnswer } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import { Settings } from '#platform/config/settings/settings.js';
import { extractiveAnswer, type AnswerVerdict } from '#retrieval/extractive-answer.js';
import { citationsOfQuotes } from './citations.rules.js';
import type { Passage } from './passage.js';
import { KnowledgeSettings } from '../rag.settings.js';
import { RetrievalService } from './retrieval.service.js';

/** An answer that consists of quotes. */
export interface QuotedAnswer {
  /** How well the quotes match; none of these says that they are right. */
  readonly verdict: AnswerVerdict;
  /** Markdown, with `[1]`, `[2]`… after the quotes. */
  readonly text: string;
  readonly citations: readonly Citation[];
  /** For the provenance: `no-model`, and `weak-match` or `not-found` where that is so. */
  readonly notices: readonly string[];
}

export const EXTRACTIVE_VERSION = 'extractive/2';

const NOTICES: Readonly<Record<AnswerVerdict, readonly string[]>> = {
  matching: ['no-model'],
  related: ['no-model', 'weak-match'],
  'not-found': ['no-model', 'not-found'],
};

/** Answers without a model, by quoting. */
@Injectable()
export class AnswerService {
  constructor(
    private readonly retrieval: RetrievalService,
    private readonly settings: Settings,
  ) {}

  /** Answers from passages that were found for this very question. */
  answer(question: string, passages: readonly Passage[]): QuotedAnswer {
    const { matchingShare, relatedShare } = this.settings.of(KnowledgeSettings);
    const best = passages[0]?.score ?? 0;
    const sources = passages.map((passage) => ({
      ...passage,
      title: passage.documentTitle,
      rankShare: best === 0 ? 0 : passage.score / best,
    }));
    const asked = passages[0]?.asked ?? { words: [], pairs: [] };
    const { verdict, text, quotes } = extractiveAnswer(question, asked, sources, {
      matching: matchingShare,
      related: relatedShare,
    });
    return { verdict, text, citations: citationsOfQuotes(quotes, passages), notices: NOTICES[verdict] };
  }

  async ask(actor: Actor, question: string, collections: readonly string[] | undefined): Promise<KnowledgeAnswer> {
    const { matchingShare, relatedShare } = this.settings.of(KnowledgeSettings);
    const passages = await this.retrieval.passagesFor(actor, { question, collections });
    const { text, citations, notices } = this.answer(question, passages);
    return {
      answer: text,
      citations: [...citations],
      provenance: {
        provider: 'extractive',
        place: 'this-host',
        model: null,
        digest: null,
        parameters: { matchingShare, relatedShare },
        promptVersion: EXTRACTIVE_VERSION,
        passages: passages.map(({ chunkId, contentHash }) => ({ chunkId, contentHash })),
        notices: [...notices],
      },
    };
  }
}
