import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { hashesAtOnce } from './password-hasher.js';
import { SignInConcurrency } from './sign-in-concurrency.js';

const slots = hashesAtOnce + 1;
const mostWaiting = 64;

/** Runs what is due immediately; no timer fires. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
}

function throughMiddleware(concurrency: SignInConcurrency): unknown {
  let answer: unknown = 'nobody went on';
  void concurrency.middleware()({} as Request, {} as Response, (error?: unknown) => (answer = error ?? 'let in'));
  return answer;
}

test('returns a refusal immediately, while its slot stays taken', async () => {
  const concurrency = new SignInConcurrency();
  const refusals = Array.from({ length: slots }, () => concurrency.run(() => Promise.resolve(new Error('wrong'))));
  let hasBegun = false;
  const next = concurrency.run(() => Promise.resolve((hasBegun = true)));
  expect(await Promise.all(refusals)).toEqual(Array.from({ length: slots }, () => new Error('wrong')));
  await settled();
  expect(hasBegun).toBe(false);
  expect(await next).toBe(true);
});

test('does not rest after the right password, nor after a failure of its own', async () => {
  const concurrency = new SignInConcurrency();
  const before = Array.from({ length: slots }, (_, index) =>
    concurrency.run(() => (index === 0 ? Promise.reject(new Error('no database')) : Promise.resolve('in'))),
  );
  let hasBegun = false;
  const next = concurrency.run(() => Promise.resolve((hasBegun = true)));
  await expect(before[0]).rejects.toThrow('no database');
  await settled();
  expect(hasBegun).toBe(true);
  await Promise.all([...before.slice(1), next]);
});

test('sends away who finds the queue full, before anything else is done, and lets people in again afterwards', async () => {
  const concurrency = new SignInConcurrency();
  const gate = Promise.withResolvers<string>();
  const inside = Array.from({ length: slots + mostWaiting }, () => concurrency.run(() => gate.promise));
  await settled();
  await expect(concurrency.run(() => gate.promise)).rejects.toMatchObject({ code: 'sign-in-busy', status: 503, retryAfter: 5 });
  expect(throughMiddleware(concurrency)).toMatchObject({ code: 'sign-in-busy' });
  gate.resolve('in');
  expect(new Set(await Promise.all(inside))).toEqual(new Set(['in']));
  expect(throughMiddleware(concurrency)).toBe('let in');
});
