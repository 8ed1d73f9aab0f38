import { describe, expect, it } from 'vitest';
import type { ProviderErrorCode } from '../providers/llm-provider.js';
import { isForExtract, mayContinue, outcomeOf } from './outcome.rules.js';

const error = (code: ProviderErrorCode) => ({ type: 'error', code, retryable: false }) as const;
const done = (reason: 'stop' | 'length' | 'aborted') => ({ type: 'done', reason }) as const;

describe('what the end of a stream means', () => {
  it.each([
    [done('stop'), true, null, 'completed', null],
    [done('length'), true, null, 'completed', null],
    [done('aborted'), true, 'stopped', 'stopped', null],
    [done('aborted'), false, 'stopped', 'stopped', null],
    [done('aborted'), true, 'shutdown', 'interrupted', 'answer-interrupted'],
    [error('answer-cut'), true, null, 'interrupted', 'answer-cut'],
    [error('model-busy'), false, null, 'failed', 'model-busy'],
  ] as const)('%j with text %s and abort %s: %s, %s', (last, hasText, reason, status, errorCode) => {
    expect(outcomeOf(last, hasText, reason)).toMatchObject({ status, errorCode });
  });

  it('remembers that the limit was reached', () => {
    expect(outcomeOf(done('length'), true, null).notices).toEqual(['length-limit']);
  });
});

it.each<[ProviderErrorCode, boolean]>([
  ['model-unreachable', true],
  ['not-a-model-server', true],
  ['model-not-found', true],
  ['model-refused', true],
  ['model-busy', false],
  ['model-failed', false],
  ['prompt-too-long', false],
])('%s before the first word is answered from the documents: %s', (code, is) => expect(isForExtract(error(code))).toBe(is));

it.each([
  ['interrupted', [], true],
  ['stopped', [], true],
  ['failed', [], true],
  ['completed', ['length-limit'], true],
  ['completed', [], false],
  ['generating', [], false],
  ['queued', [], false],
])('%s %j may be continued: %s', (status, notices, may) => {
  expect(mayContinue({ status, content: 'x', notices })).toBe(may);
});
