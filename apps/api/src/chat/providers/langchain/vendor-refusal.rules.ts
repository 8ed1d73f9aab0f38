import type { ProviderEvent } from '../llm-provider.js';
import { failureInStream, refusalOf, type Refusal } from '../refusal.rules.js';

/** What a status other than 200 means at a vendor. The words only serve to recognise kinds of failures: they may quote a prompt. */
export function refusalOfVendor(status: number, words: string): Refusal | 'filtered' {
  if (status === 400 && isFiltered(words)) return 'filtered';
  if (status === 400 && /API_KEY_INVALID|API key not valid/u.test(words)) return { code: 'model-refused', retryable: false };
  if (status === 400 && /invalid.model|model identifier is invalid/iu.test(words))
    return { code: 'model-not-found', retryable: false };
  if (status === 404 && /deployment/iu.test(words)) return { code: 'model-not-found', retryable: false };
  if (status === 529) return { code: 'model-busy', retryable: true };
  return refusalOf(status, words);
}

/** What an error means that comes within an answer. */
export function vendorFailureInStream(words: string): ProviderEvent {
  if (isFiltered(words)) return { type: 'done', reason: 'filtered' };
  if (/overloaded|rate_limit|RESOURCE_EXHAUSTED|UNAVAILABLE|Throttling|ServiceUnavailable|NotReady/iu.test(words))
    return { type: 'error', code: 'model-busy', retryable: false };
  if (/checksum|event message/iu.test(words)) return { type: 'error', code: 'answer-malformed', retryable: false };
  return failureInStream(words);
}

function isFiltered(words: string): boolean {
  return /content_filter|ResponsibleAIPolicyViolation/iu.test(words);
}
