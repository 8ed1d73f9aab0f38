import type { QuestionFit } from '#contracts/chat/question-fit.js';
import { readerLocale } from '../../../../locale/language.js';

/** Characters for a token, at the least: what is certainly short is not asked about. */
const charactersPerToken = 1.5;

/** Whether a question with what was said before may be too much for a window, so that the API is worth asking. */
export function mayBeTooMuch(question: number, history: number, contextTokens: number | null): boolean {
  return contextTokens !== null && question > 0 && question + history > (contextTokens * charactersPerToken) / 2;
}

/** What would be left out, in words; empty where nothing would. */
export function fitWords({ model, contextTokens, questionTokens, fits, leftOut }: QuestionFit): string {
  if (model === null || contextTokens === null) return '';
  const window = $localize`${model} reads ${contextTokens.toLocaleString(readerLocale())} tokens at once`;
  if (!fits)
    return $localize`This question is too long: ${window}, with its answer, and this is about ${questionTokens.toLocaleString(readerLocale())}. Shorten it, or choose a model that reads more.`;
  if (leftOut.length === 0) return '';
  const parts = leftOut.map((part) =>
    part === 'earlier-messages' ? $localize`the oldest messages` : $localize`some of the passages found`,
  );
  return $localize`${window}\: ${parts.join(' and ')} would be left out.`;
}
