import type { ProviderErrorCode } from './llm-provider.js';

export interface Refusal {
  readonly code: ProviderErrorCode;
  /** Whether asking again in a moment may help, with nothing changed. */
  readonly retryable: boolean;
}

/** What a status other than 200 means. The text of the body only serves to recognise a prompt that is too long. */
export function refusalOf(status: number, bodyText: string): Refusal {
  if (status === 503) return { code: 'model-busy', retryable: true };
  if (status === 429) return { code: 'model-busy', retryable: false };
  if (status === 401 || status === 403) return { code: 'model-refused', retryable: false };
  if (status === 404) return { code: /model/i.test(bodyText) ? 'model-not-found' : 'not-a-model-server', retryable: false };
  if (status === 400 && /context|too long|exceed/i.test(bodyText)) return { code: 'prompt-too-long', retryable: false };
  return { code: 'model-failed', retryable: false };
}

/** What an error of the socket means; `hasHeaders`: whether the server had begun to answer. */
export function socketRefusalOf(errorCode: string | undefined, hasHeaders: boolean): Refusal {
  if (hasHeaders) return { code: 'answer-cut', retryable: false };
  return { code: 'model-unreachable', retryable: errorCode === 'ECONNREFUSED' };
}

/** Models that Ollama runs on somebody else's machine: nothing that is asked here may leave for there. */
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
