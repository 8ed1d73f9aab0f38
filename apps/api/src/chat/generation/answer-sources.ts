import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { ModelSettings, SystemSettings } from '../chat.settings.js';
import type { Citation } from '#contracts/rag.js';
import { RagFacade, type Passage, type PassageRequest, type QuotedAnswer } from '../../rag/rag.facade.js';
import { citedIn, samePassages } from '../prompt/citations.rules.js';
import { MessageRepository } from '../message/message.repository.js';
import type { ChatTurn } from '../providers/llm-provider.js';
import type { AnswerJob } from './answer-job.js';

/** What an answer rests on. */
export interface Grounding {
  readonly question: string;
  /** Earlier turns of the branch, oldest first. */
  readonly history: readonly ChatTurn[];
  /** Null where the knowledge base is switched off. */
  readonly passages: readonly Passage[] | null;
  readonly notices: readonly string[];
}

const nothingToQuote: QuotedAnswer = {
  verdict: 'not-found',
  text: 'No language model is connected and the knowledge base is switched off, so there is nothing to answer from.',
  citations: [],
  notices: [],
};

/** Gathers the branch and the passages for an answer, with the eyes of its reader. */
@Injectable()
export class AnswerSources {
  constructor(
    private readonly messages: MessageRepository,
    private readonly keyring: Keyring,
    private readonly settings: Settings,
    private readonly knowledge: RagFacade,
  ) {}

  async of(job: AnswerJob): Promise<Grounding> {
    const branch = await this.branchOf(job);
    const question = branch.at(-1)?.content ?? '';
    const history = branch.slice(0, -1);
    if (!this.settings.of(SystemSettings).enableKnowledgeBase) return { question, history, passages: null, notices: [] };
    job.live.enter('searching');
    const found = await this.knowledge.passagesFor(job.reader, this.requestOf(job, question, history));
    const earlier = job.message.content === '' ? [] : (job.message.provenance?.passages ?? []);
    if (earlier.length === 0) return { question, history, passages: found, notices: [] };
    const same = samePassages(found, earlier);
    return { question, history, passages: same ?? [], notices: same ? [] : ['sources-changed'] };
  }

  /** No model: verbatim quotes. */
  quoted({ question, passages }: Grounding): QuotedAnswer {
    return passages === null ? nothingToQuote : this.knowledge.extractiveAnswer(question, passages);
  }

  /** What the marks of an answer stand for. */
  citations(answer: string, passages: readonly Passage[]): Citation[] {
    return citedIn(answer, this.knowledge.verifyQuotes(answer, passages));
  }

  private requestOf(job: AnswerJob, question: string, history: readonly ChatTurn[]): PassageRequest {
    const { context_tokens, max_tokens } = this.settings.of(ModelSettings);
    const forPrompt = context_tokens - Math.min(max_tokens, context_tokens / 2);
    const previousQuestion = history.findLast((turn) => turn.role === 'user')?.content;
    return {
      question,
      previousQuestion,
      collections: job.collections,
      tokenBudget: Math.max(256, Math.floor(forPrompt * 0.6)),
    };
  }

  /** Ends with the question itself. */
  private async branchOf({ onlyQuestion, questionId, reader }: AnswerJob): Promise<readonly ChatTurn[]> {
    if (onlyQuestion !== null) return [{ role: 'user', content: onlyQuestion }];
    return this.messages.branch(await this.keyring.forSubject(reader.id), reader.id, questionId);
  }
}
