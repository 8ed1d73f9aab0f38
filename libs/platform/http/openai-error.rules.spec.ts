import { expect, it } from 'vitest';
import { openAiError } from './openai-error.rules.js';

const failure = { code: 'x', detail: 'It failed.', errors: undefined };

it.each([
  [400, 'x', 400, 'invalid_request_error', 'x'],
  [401, 'unauthenticated', 401, 'authentication_error', 'invalid_api_key'],
  [403, 'forbidden', 403, 'permission_error', 'forbidden'],
  [404, 'unknown-model', 404, 'invalid_request_error', 'model_not_found'],
  [413, 'prompt-too-long', 400, 'invalid_request_error', 'context_length_exceeded'],
  [413, 'too-large', 413, 'invalid_request_error', 'too-large'],
  [429, 'queue-full', 429, 'rate_limit_error', 'queue-full'],
  [503, 'model-busy', 503, 'server_error', 'model-busy'],
])('a problem of %i with the code %s is %i, %s, %s', (status, code, shown, type, codeThere) => {
  const { status: answered, body } = openAiError({ ...failure, status, code });
  expect([answered, body.error]).toEqual([shown, { message: 'It failed.', type, param: null, code: codeThere }]);
});

it('names the first field that was wrong, and all of them in words', () => {
  const errors = [
    { path: 'n', message: 'There is one answer.' },
    { path: '', message: 'Not valid.' },
  ];
  const { error } = openAiError({ ...failure, status: 400, errors }).body;
  expect(error).toMatchObject({ param: 'n', message: 'It failed. n: There is one answer. Not valid.' });
});
