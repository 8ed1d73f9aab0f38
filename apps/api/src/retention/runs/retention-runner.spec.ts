import { expect, it, vi } from 'vitest';
import { underHold } from '#platform/retention/under-hold.js';
import { RetentionRunner } from './retention-runner.js';
import { emptyDigest } from './removal-digest.js';

type Parts = ConstructorParameters<typeof RetentionRunner>;

const due = () => Promise.resolve({ objects: 0, parts: 0, held: 3, oldest: null, newest: null });
const expiry = (object: 'conversation' | 'document', removeBefore: () => Promise<{ id: string; parts: number }[]>) => ({
  declaration: { retention: 'conversation', object, tables: [], recordedAs: `${object}.expired` },
  expiry: { due, removeBefore },
});
const step = (object: string) => ({
  id: object,
  runId: 'run',
  class: 'conversation' as const,
  object,
  collectionId: null,
  days: 90,
  cutoff: new Date(0),
  removed: 0,
  parts: 0,
  held: 0,
  digest: emptyDigest,
  finishedAt: null,
});
const following = () => ({ signal: new AbortController().signal, progress: () => Promise.resolve() });

function aRunner(all: readonly unknown[]) {
  const [record, count, finishStep] = [vi.fn(), vi.fn(), vi.fn()];
  const parts = [
    { all: () => all },
    { count, finishStep },
    { run: (work: (tx: object) => Promise<unknown>) => work({}) },
    { now: () => new Date('2026-03-02T08:00:00Z') },
    { info: vi.fn() },
    { record },
  ] as unknown as Parts;
  return { runner: new RetentionRunner(...parts), record, count, finishStep };
}

it('what cannot be removed keeps nothing else from going', async () => {
  const { runner, record, finishStep } = aRunner([
    expiry('conversation', () => Promise.reject(new Error('this table is locked'))),
    expiry('document', () => Promise.resolve([{ id: 'id-of-the-other', parts: 1 }])),
  ]);
  await expect(runner.run({ id: 'run', steps: [step('conversation'), step('document')] }, following())).rejects.toThrow(
    'this table is locked',
  );
  expect(record).toHaveBeenCalledExactlyOnceWith(
    {},
    expect.objectContaining({ action: 'document.expired', object: { type: 'document', id: 'id-of-the-other' } }),
  );
  expect(finishStep).toHaveBeenCalledExactlyOnceWith({}, expect.objectContaining({ object: 'document' }), 3, expect.any(Date));
});

it('a hold that comes while a batch is removed makes it choose again', async () => {
  const removeBefore = vi
    .fn()
    .mockRejectedValueOnce(underHold())
    .mockResolvedValueOnce([{ id: 'not-held', parts: 2 }]);
  const { runner, count } = aRunner([expiry('conversation', removeBefore)]);
  await runner.run({ id: 'run', steps: [step('conversation')] }, following());
  expect(count).toHaveBeenCalledExactlyOnceWith({}, expect.anything(), [{ id: 'not-held', parts: 2 }]);
});

it('a step that is done is not done again', async () => {
  const removeBefore = vi.fn();
  const { runner } = aRunner([expiry('conversation', removeBefore)]);
  await runner.run({ id: 'run', steps: [{ ...step('conversation'), finishedAt: new Date() }] }, following());
  expect(removeBefore).not.toHaveBeenCalled();
});
