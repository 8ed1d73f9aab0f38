import { describe, expect, it } from 'vitest';
import { isCloudModel, pauseBeforeRetry, refusalOf, socketRefusalOf } from './refusal.rules.js';

describe('what a status means', () => {
  it.each([
    [503, '{"error":"server busy, please try again.  maximum pending requests exceeded"}', 'model-busy', true],
    [429, '', 'model-busy', false],
    [401, '', 'model-refused', false],
    [403, '', 'model-refused', false],
    [404, `{"error":"model 'x' not found"}`, 'model-not-found', false],
    [404, '<html>no such page</html>', 'not-a-model-server', false],
    [400, '{"error":{"type":"exceed_context_size_error"}}', 'prompt-too-long', false],
    [400, '{"error":"invalid options"}', 'model-failed', false],
    [500, '', 'model-failed', false],
    [500, '{"error":"model requires more system memory (5.6 GiB) than is available (3.1 GiB)"}', 'model-out-of-memory', false],
    [500, 'CUDA error: out of memory', 'model-out-of-memory', false],
    [501, '', 'model-failed', false],
  ])('%i with %s is %s', (status, body, code, retryable) => {
    expect(refusalOf(status, body)).toEqual({ code, retryable });
  });
});

it('asks again only after a refused connection', () => {
  expect(socketRefusalOf('ECONNREFUSED', false)).toEqual({ code: 'model-unreachable', retryable: true });
  expect(socketRefusalOf('ENOTFOUND', false)).toEqual({ code: 'model-unreachable', retryable: false });
  expect(socketRefusalOf('ECONNRESET', true)).toEqual({ code: 'answer-cut', retryable: false });
});

it('spreads two repetitions over time and then gives up', () => {
  expect([pauseBeforeRetry(1, 0), pauseBeforeRetry(1, 0.5), pauseBeforeRetry(2, 0.5), pauseBeforeRetry(3, 0.5)]).toEqual([
    75,
    150,
    300,
    null,
  ]);
});

it.each([
  ['gpt-oss:120b-cloud', true],
  ['qwen3-coder:cloud', true],
  ['Model:CLOUD ', true],
  ['cloud-model:7b', false],
  ['llama3.2:3b', false],
])('knows whether %s runs on a foreign machine: %s', (name, isForeign) => {
  expect(isCloudModel(name)).toBe(isForeign);
});
