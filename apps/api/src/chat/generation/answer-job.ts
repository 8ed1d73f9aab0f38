import type { Citation, Provenance } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import type { MessageRecord } from '../message/message.repository.js';
import type { GenerationStatus } from './generation.entity.js';
import type { LiveAnswer } from './live-answer.js';

/** Everything that is needed to write one answer after its request has been answered. */
export interface AnswerJob {
  readonly live: LiveAnswer;
  /** Who asked: retrieval sees with these eyes, at the time of writing. */
  readonly reader: Actor;
  /** The answer as it stands in the database: empty, or the beginning that is to be continued. */
  readonly message: MessageRecord;
  readonly questionId: string;
  /** The question, where it is the first of its branch and so needs no look at the database. */
  readonly onlyQuestion: string | null;
  /** Choices of the conversation. */
  readonly model: string | null;
  readonly wishes: string | null;
  readonly collections: readonly string[] | null;
  /** Whether the model is to find a title for the conversation when it has answered. */
  readonly wantsTitle: boolean;
  readonly startedAt: Date;
}

/** What became of it, beside the text, which the live answer holds. */
export interface WrittenAnswer {
  readonly status: Exclude<GenerationStatus, 'queued' | 'running'>;
  readonly errorCode: string | null;
  readonly citations: readonly Citation[];
  readonly provenance: Provenance;
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
}
