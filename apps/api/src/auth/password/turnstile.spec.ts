import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { hashesAtOnce } from './password-hasher.js';
import { Turnstile } from './turnstile.js';

const places = hashesAtOnce + 1;
const mostWaiting = 64;

/** What is due at once has happened then; no timer has run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
}

function atTheDoor(turnstile: Turnstile): unknown {
  let answer: unknown = 'nobody went on';
  void turnstile.middleware()({} as Request, {} as Response, (error?: unknown) => (answer = error ?? 'let in'));
  return answer;
}

test('answers a refusal at once, and its place rests', async () => {
  const turnstile = new Turnstile();
  const refusals = Array.from({ length: places }, () => turnstile.through(() => Promise.resolve(new Error('wrong'))));
  let hasBegun = false;
  const next = turnstile.through(() => Promise.resolve((hasBegun = true)));
  expect(await Promise.all(refusals)).toEqual(Array.from({ length: places }, () => new Error('wrong')));
  await settled();
  expect(hasBegun).toBe(false);
  expect(await next).toBe(true);
});

test('does not rest after the right password, nor after a failure of its own', async () => {
  const turnstile = new Turnstile();
  const before = Array.from({ length: places }, (_, index) =>
    turnstile.through(() => (index === 0 ? Promise.reject(new Error('no database')) : Promise.resolve('in'))),
  );
  let hasBegun = false;
  const next = turnstile.through(() => Promise.resolve((hasBegun = true)));
  await expect(before[0]).rejects.toThrow('no database');
  await settled();
  expect(hasBegun).toBe(true);
  await Promise.all([...before.slice(1), next]);
});

test('sends away who finds the queue full, at the door already, and lets people in again afterwards', async () => {
  const turnstile = new Turnstile();
  const gate = Promise.withResolvers<string>();
  const inside = Array.from({ length: places + mostWaiting }, () => turnstile.through(() => gate.promise));
  await settled();
  await expect(turnstile.through(() => gate.promise)).rejects.toMatchObject({ code: 'sign-in-busy', status: 503, retryAfter: 5 });
  expect(atTheDoor(turnstile)).toMatchObject({ code: 'sign-in-busy' });
  gate.resolve('in');
  expect(new Set(await Promise.all(inside))).toEqual(new Set(['in']));
  expect(atTheDoor(turnstile)).toBe('let in');
});
