import type { Citation, Provenance } from '#contracts/rag.js';
import type { Actor } from '#platform/access/actor.js';
import type { MessageRecord } from '../../message/message-record.js';
import type { Parameters } from '#contracts/chat/parameters.js';
import type { Asked, Gathering } from './grounding.js';
import type { GenerationStatus } from '../generation.entity.js';
import type { ConversationChoices } from '../../conversation/conversation.repository.js';
import { LiveAnswer } from '../stream/live-answer.js';

/** Everything that is needed to write one answer after its request has ended. */
export interface AnswerJob {
  readonly live: LiveAnswer;
  /** The reader whose permissions retrieval applies, as they are at the time of writing. */
  readonly reader: Actor;
  /** The stored answer: empty, or the beginning that is to be continued. */
  readonly message: MessageRecord;
  readonly questionId: string;
  /** What was gathered for it beforehand; null where the question is an old one. */
  readonly gathering: Gathering | null;
  /** The question and what precedes it where no row has them; absent for a conversation that is kept. */
  readonly unsaved?: Asked;
  /** Choices of the conversation. */
  readonly model: string | null;
  readonly parameters: Parameters | null;
  readonly wishes: string | null;
  /** Notices for the reader of the answer. */
  readonly notices: readonly string[];
  readonly collections: readonly string[] | null;
  /** The question to derive a title from after the answer; null where the conversation has one. */
  readonly titleFrom: string | null;
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

/** A question, or an old one again, with the row of its answer. */
export interface AskedQuestion extends Pick<AnswerJob, 'questionId' | 'gathering'> {
  /** Null when an old question is answered again or continued. */
  readonly question: MessageRecord | null;
  readonly assistantMessage: MessageRecord;
  readonly at: Date;
}

export function answerJob(
  reader: Actor,
  choices: ConversationChoices,
  { question, questionId, gathering, assistantMessage: message, at }: AskedQuestion,
  { titleByModel }: { readonly titleByModel: boolean },
): AnswerJob {
  const { id: conversationId, model, systemPrompt: wishes, collections, parameters, hasTitle, isDamaged } = choices;
  const identity = { generationId: message.generationId!, messageId: message.id, conversationId, ownerId: reader.id };
  return {
    live: new LiveAnswer(identity, message.content),
    reader,
    message,
    questionId,
    gathering,
    model,
    parameters,
    wishes,
    notices: isDamaged ? ['instructions-damaged'] : [],
    collections,
    titleFrom: titleByModel && !hasTitle && question ? question.content : null,
    startedAt: at,
  };
}
