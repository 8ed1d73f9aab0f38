import type { ProviderErrorCode, ProviderEvent } from './llm-provider.js';

export interface Refusal {
  readonly code: ProviderErrorCode;
  /** Whether the same request may succeed if repeated shortly. */
  readonly retryable: boolean;
}

/** What a status other than 200 means. The text of the body only serves to recognise kinds of failures: it may quote a prompt. */
export function refusalOf(status: number, bodyText: string): Refusal {
  if (status === 503) return { code: 'model-busy', retryable: true };
  if (status === 429) return { code: 'model-busy', retryable: false };
  if (status === 401 || status === 403) return { code: 'model-refused', retryable: false };
  if (status === 404) return { code: /model/i.test(bodyText) ? 'model-not-found' : 'not-a-model-server', retryable: false };
  if (status === 405) return { code: 'not-a-model-server', retryable: false };
  if ((status === 400 || status === 413 || status === 422) && isTooLong(bodyText))
    return { code: 'prompt-too-long', retryable: false };
  return { code: failureKind(bodyText), retryable: false };
}

/** What an error means that comes within an answer, with status 200. */
export function failureInStream(words: string): ProviderEvent {
  return { type: 'error', code: isTooLong(words) ? 'prompt-too-long' : failureKind(words), retryable: false };
}

function isTooLong(words: string): boolean {
  return /context|too long|exceed/i.test(words) && !/memory/i.test(words);
}

/** Why a model server failed, as far as its words are of a known kind. */
function failureKind(words: string): ProviderErrorCode {
  if (/out of memory|\boom\b|cudamalloc|not enough memory|insufficient memory|more system memory|alloc\w* failed/i.test(words))
    return 'model-out-of-memory';
  if (
    /(?:unable|failed|error) (?:to )?load\w*(?: the)? model|unknown model architecture|invalid (?:magic|gguf)|unsupported model format/i.test(
      words,
    )
  )
    return 'model-cannot-load';
  return 'model-failed';
}

const UNWANTED =
  /unsupported|not support|unknown|unrecogni[sz]ed|not (?:permitted|allowed)|unexpected|extra|invalid|forbidden|does not accept|deprecated|must be/i;
const UNNAMED =
  /(?:unknown|unrecogni[sz]ed|unexpected|unsupported|extra) (?:\w+ )?(?:parameter|argument|field|input|propert|key)/i;

/** Which of the optional parameters a refusal speaks of; all of them where it speaks of such and names none. */
export function refusedParameters(refusal: string, optional: readonly string[]): readonly string[] {
  const words = refusal.replaceAll(/"(?:type|code)"\s*:\s*"[^"]*"/gu, '');
  if (!UNWANTED.test(words)) return [];
  const named = optional.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'iu').test(words));
  return named.length > 0 || !UNNAMED.test(words) ? named : optional;
}

/** What an error of the socket means; `hasHeaders`: whether the server had begun to answer. */
export function socketRefusalOf(errorCode: string | undefined, hasHeaders: boolean): Refusal {
  if (hasHeaders) return { code: 'answer-cut', retryable: false };
  return { code: 'model-unreachable', retryable: errorCode === 'ECONNREFUSED' };
}

/** Models that Ollama runs on remote machines: no prompt may leave for them. */
export function isCloudModel(name: string): boolean {
  return /[:-]cloud$/i.test(name.trim());
}

/**
 * Milliseconds to wait before try number `attempt` (1 for the first repetition), or null to give up. `random` in [0, 1) spreads
 * the repetitions of many readers over time.
 */
export function pauseBeforeRetry(attempt: number, random: number): number | null {
  if (attempt > 2) return null;
  return Math.round(150 * 2 ** (attempt - 1) * (0.5 + random));
}
