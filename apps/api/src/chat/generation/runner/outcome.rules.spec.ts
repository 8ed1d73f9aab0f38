import { describe, expect, it } from 'vitest';
import type { ProviderErrorCode } from '../../providers/llm-provider.js';
import { isForExtract, mayContinue, outcomeOf } from './outcome.rules.js';

const error = (code: ProviderErrorCode) => ({ type: 'error', code, retryable: false }) as const;
const arrived = (hasNewText: boolean, hasBegun = false) => ({ hasNewText, hasBegun });
const done = (reason: 'stop' | 'length' | 'filtered' | 'tool-call' | 'aborted') => ({ type: 'done', reason }) as const;

describe('what the end of a stream means', () => {
  it.each([
    [done('stop'), true, null, 'completed', null],
    [done('length'), true, null, 'completed', null],
    [done('aborted'), true, 'stopped', 'stopped', null],
    [done('aborted'), false, 'stopped', 'stopped', null],
    [done('aborted'), true, 'shutdown', 'interrupted', 'answer-interrupted'],
    [error('answer-cut'), true, null, 'interrupted', 'answer-cut'],
    [error('model-busy'), false, null, 'failed', 'model-busy'],
    [done('stop'), false, null, 'failed', 'answer-empty'],
    [done('length'), false, null, 'failed', 'answer-empty'],
    [done('filtered'), false, null, 'failed', 'answer-filtered'],
    [done('tool-call'), false, null, 'failed', 'answer-tool-call'],
    [done('tool-call'), true, null, 'completed', null],
  ] as const)('%j with text %s and abort %s: %s, %s', (last, hasText, reason, status, errorCode) => {
    expect(outcomeOf(last, arrived(hasText), reason)).toMatchObject({ status, errorCode });
  });

  it.each([
    ['length', ['length-limit']],
    ['filtered', ['content-filter']],
    ['tool-call', ['tool-call']],
    ['stop', []],
  ] as const)('says of an answer that ended by %s: %j', (reason, notices) => {
    expect(outcomeOf(done(reason), arrived(true), null).notices).toEqual(notices);
  });

  it('is no failure where a model had nothing to add', () => {
    expect(outcomeOf(done('stop'), arrived(false, true), null)).toMatchObject({ status: 'completed', errorCode: null });
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
