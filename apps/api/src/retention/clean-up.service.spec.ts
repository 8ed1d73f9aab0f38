import { expect, it, vi } from 'vitest';
import { CleanUpService } from './clean-up.service.js';

type Parts = ConstructorParameters<typeof CleanUpService>;

it('what cannot be removed keeps nothing else from going', async () => {
  const record = vi.fn().mockResolvedValue(undefined);
  const expiry = (removeBefore: () => Promise<string[]>) => ({
    declaration: { retention: 'conversation', object: 'conversation' },
    expiry: { removeBefore },
  });
  const all = [
    expiry(() => Promise.reject(new Error('this table is locked'))),
    expiry(() => Promise.resolve(['id-of-the-other'])),
  ];
  const parts = [
    { all: () => all },
    { policies: () => ({ items: [{ class: 'conversation', days: 90 }] }) },
    { of: () => ({ enabled: true, autoCleanupEnabled: true }) },
    { run: (work: (tx: object) => Promise<unknown>) => work({}) },
    { now: () => new Date('2026-03-02T08:00:00Z') },
    { info: vi.fn() },
    { record },
  ] as unknown as Parts;
  await expect(new CleanUpService(...parts).run(new AbortController().signal)).rejects.toThrow('this table is locked');
  expect(record).toHaveBeenCalledExactlyOnceWith(
    {},
    expect.objectContaining({ action: 'conversation.expired', object: { type: 'conversation', id: 'id-of-the-other' } }),
  );
});
