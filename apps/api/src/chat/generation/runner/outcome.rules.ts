import type { ProviderEvent } from '../../providers/llm-provider.js';
import type { AbortReason } from '../stream/live-answer.js';
import type { WrittenAnswer } from './answer-job.js';

export type LastEvent = Extract<ProviderEvent, { type: 'done' | 'error' }>;
export type Outcome = Pick<WrittenAnswer, 'status' | 'errorCode'> & { readonly notices: readonly string[] };

/** What an answer held when its stream ended. */
export interface Arrived {
  /** Whether this generation brought any words. */
  readonly hasNewText: boolean;
  /** Whether it goes on with an answer that has words already. */
  readonly hasBegun: boolean;
}

/** How it is called when a model is done without a word. */
const wordless = {
  stop: 'answer-empty',
  length: 'answer-empty',
  filtered: 'answer-filtered',
  'tool-call': 'answer-tool-call',
} as const;
const noticeOfEnd = { stop: [], length: ['length-limit'], filtered: ['content-filter'], 'tool-call': ['tool-call'] } as const;

/**
 * What the end of a stream means for the message. A failure after text has come leaves an `interrupted` answer, which can be
 * continued; before that it leaves a `failed` one. Reaching the length limit is completion with a notice. A model that is done without a
 * word has failed, unless it had nothing to add to what there was.
 */
export function outcomeOf(last: LastEvent, { hasNewText, hasBegun }: Arrived, abortReason: AbortReason | null): Outcome {
  if (last.type === 'error') return { status: hasNewText ? 'interrupted' : 'failed', errorCode: last.code, notices: [] };
  if (last.reason === 'aborted') return abortedOutcome(abortReason);
  const notices = noticeOfEnd[last.reason];
  if (!hasNewText && !hasBegun) return { status: 'failed', errorCode: wordless[last.reason], notices };
  return { status: 'completed', errorCode: null, notices };
}

export function abortedOutcome(reason: AbortReason | null): Outcome {
  if (reason === 'stopped') return { status: 'stopped', errorCode: null, notices: [] };
  return { status: 'interrupted', errorCode: 'answer-interrupted', notices: [] };
}

/** Failures before the first word for which quoting the documents is better than an error. A busy model is not one: it comes back. */
export function isForExtract(last: LastEvent): boolean {
  return (
    last.type === 'error' &&
    (last.code === 'model-unreachable' ||
      last.code === 'not-a-model-server' ||
      last.code === 'model-not-found' ||
      last.code === 'model-refused')
  );
}

/** Whether a further generation may go on with this message. */
export function mayContinue(message: {
  readonly status: string;
  readonly content: string;
  readonly notices: readonly string[];
}): boolean {
  if (message.status === 'interrupted' || message.status === 'stopped' || message.status === 'failed') return true;
  return message.status === 'completed' && message.notices.includes('length-limit');
}
