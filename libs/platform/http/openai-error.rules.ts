import type { OpenAiError } from '#contracts/chat/openai.js';
import type { Problem } from './problem.js';

type ErrorType = OpenAiError['error']['type'];

/** What OpenAI's clients look for by name; any other code is our own, as in `docs/reference/errors.md`. */
const namedThere: Readonly<Record<string, { readonly code: string; readonly status?: number }>> = {
  unauthenticated: { code: 'invalid_api_key' },
  'unknown-model': { code: 'model_not_found' },
  'prompt-too-long': { code: 'context_length_exceeded', status: 400 },
  'rate-limited': { code: 'rate_limit_exceeded' },
  'unsupported-parameter': { code: 'unsupported_parameter' },
};

/** A problem as clients of OpenAI's API read it, with the status under which they expect it. */
export function openAiError(failure: Pick<Problem, 'code' | 'detail' | 'errors' | 'status'>): {
  readonly status: number;
  readonly body: OpenAiError;
} {
  const named = namedThere[failure.code];
  const status = named?.status ?? failure.status;
  const [first] = failure.errors ?? [];
  const faults = (failure.errors ?? []).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return {
    status,
    body: {
      error: {
        message: [failure.detail, ...faults].join(' '),
        type: typeOf(status),
        param: first === undefined || first.path === '' ? null : first.path,
        code: named?.code ?? failure.code,
      },
    },
  };
}

function typeOf(status: number): ErrorType {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
