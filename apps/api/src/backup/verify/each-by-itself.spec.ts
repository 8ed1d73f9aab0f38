import { expect, it, vi } from 'vitest';
import { KeepingService } from '../keep/keeping.service.js';
import { RecoveryService } from '../runs/recovery.service.js';

const transactions = { run: (work: (tx: object) => Promise<unknown>) => work({}) };
const clock = { now: () => new Date('2026-03-02T08:00:00Z') };
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

it('an old backup that cannot be removed keeps no other one from going', async () => {
  const remove = vi.fn().mockRejectedValueOnce(new Error('held by somebody')).mockResolvedValue(undefined);
  const finished = ['5', '4', '3', '2', '1'].map((id) => ({ id, state: 'finished', createdAt: clock.now() }));
  const parts = [
    { begin: () => Promise.resolve({ id: '5', ended: () => Promise.resolve() }) },
    { verify: () => Promise.resolve({ valid: true, checks: [] }) },
    { remove },
    {
      one: () => Promise.resolve(finished[0]),
      finished: () => Promise.resolve(finished),
      newestVerified: () => Promise.resolve('5'),
    },
    { isSet: false },
    { of: () => ({ enabled: true, autoBackupEnabled: true, keepLastN: 2 }) },
    transactions,
    clock,
    log,
  ] as unknown as ConstructorParameters<typeof KeepingService>;
  await expect(new KeepingService(...parts).run()).rejects.toThrow('held by somebody');
  expect(remove.mock.calls.map(([, id]) => id as string).toSorted()).toEqual(['1', '2', '3']);
});

it('a backup that was left half-way and cannot be settled keeps no other one unsettled', async () => {
  const fail = vi.fn().mockRejectedValueOnce(new Error('not this one')).mockResolvedValue(true);
  const running = ['1', '2'].map((id) => ({ id, announcedBy: null }));
  const forgetFailures = vi.fn().mockResolvedValue(undefined);
  const parts = [
    { running: () => Promise.resolve(running), fail, forgetFailures, known: () => Promise.resolve(new Map()) },
    { ids: () => Promise.resolve([]) },
    { find: () => Promise.resolve(null) },
    { recordOutcome: vi.fn() },
    transactions,
    clock,
    log,
  ] as unknown as ConstructorParameters<typeof RecoveryService>;
  const service = new RecoveryService(...parts);
  await expect(service.recover()).rejects.toThrow('not this one');
  expect(fail.mock.calls.map(([, id]) => id as string)).toEqual(['1', '2']);
});
