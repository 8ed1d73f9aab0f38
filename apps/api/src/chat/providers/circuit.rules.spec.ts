import { expect, it } from 'vitest';
import { afterFailure, afterSuccess, closedCircuit, isOpen, type Circuit } from './circuit.rules.js';
import type { ProviderErrorCode } from './llm-provider.js';

const failing = (times: number, code: ProviderErrorCode = 'model-unreachable', people: readonly string[] = ['ann']): Circuit =>
  Array.from({ length: times }).reduce<Circuit>(
    (circuit, _, index) => afterFailure(circuit, code, people[index % people.length]!, 0),
    closedCircuit,
  );

it('opens after three failures in a row and rests for 15 seconds', () => {
  expect(isOpen(failing(2), 0)).toBe(false);
  expect(isOpen(failing(3), 0)).toBe(true);
  expect(isOpen(failing(3), 14_999)).toBe(true);
  expect(isOpen(failing(3), 15_000)).toBe(false);
});

it('opens again at the first failure after the rest', () => {
  expect(isOpen(afterFailure(failing(3), 'model-unreachable', 'ann', 20_000), 20_001)).toBe(true);
});

it('forgets failures after a success', () => {
  expect(isOpen(afterFailure(afterSuccess(), 'model-unreachable', 'ann', 0), 0)).toBe(false);
});

it.each(['model-failed', 'model-silent', 'model-out-of-memory'] as const)(
  'does not call a server down that gives one person %s',
  (code) => {
    expect(isOpen(failing(9, code), 0)).toBe(false);
    expect(isOpen(failing(3, code, ['ann', 'ben']), 0)).toBe(true);
  },
);

it('does not blame the server for a prompt that is too long, a model that it lacks or a strange answer', () => {
  expect(failing(5, 'prompt-too-long')).toEqual(closedCircuit);
  expect(failing(5, 'model-not-found')).toEqual(closedCircuit);
  expect(failing(5, 'answer-malformed', ['ann', 'ben'])).toEqual(closedCircuit);
  expect(failing(5, 'not-a-model-server', ['ann', 'ben'])).toEqual(closedCircuit);
});
