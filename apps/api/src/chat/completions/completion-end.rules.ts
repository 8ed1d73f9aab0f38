import type { CompletionUsage, FinishReason } from '#contracts/chat/openai.js';
import { estimatedTokens } from '#retrieval/text/token-estimate.js';
import { failureOf, unknownModel } from '../chat.errors.js';
import type { Problem } from '#platform/http/problem.js';
import { tokensOf } from '../prompt/prompt.rules.js';
import type { PromptMessage } from '../providers/llm-provider.js';
import { usageOf } from './completion-shapes.rules.js';
import type { WrittenCompletion } from './completion-writer.js';

/** What the audit log keeps of an answer: figures, and no word of it. */
export type CompletionFacts = Readonly<Record<string, string | number | null>>;

/** How an answer ended: with a reason, or with the code of what went wrong. */
export type CompletionEnd =
  | { readonly reason: FinishReason; readonly usage: CompletionUsage; readonly facts: CompletionFacts }
  | { readonly code: string; readonly facts?: CompletionFacts };

interface Known {
  readonly messages: readonly PromptMessage[];
  readonly text: string;
  /** Why the answer was ended from here; null where it was not. */
  readonly cutOff: string | null;
}

const reasons = { stop: 'stop', length: 'length', filtered: 'content_filter' } as const;

/** A cut is never an end: only what a model says of its end is one. Counts that the server does not give are estimated for the caller. */
export function endOf(
  { last, place, promptTokens, answerTokens }: WrittenCompletion,
  { messages, text, cutOff }: Known,
): CompletionEnd {
  const facts = { place, promptTokens, answerTokens };
  if (last.type === 'error') return { code: last.code, facts };
  if (last.reason === 'aborted') return { code: cutOff ?? 'stopped', facts };
  if (last.reason === 'tool-call') return { code: 'answer-tool-call', facts };
  const usage = usageOf(promptTokens ?? tokensOf(messages), answerTokens ?? estimatedTokens(text));
  return { reason: reasons[last.reason], usage, facts };
}

/** The server may have lost a model that it listed: then there is none by that name here. */
export function failureIn(code: string): Problem {
  if (code === 'model-not-found') return unknownModel();
  return failureOf(code, code === 'model-busy' || code === 'model-unreachable' ? { retryAfter: 5 } : {});
}
