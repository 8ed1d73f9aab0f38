import type { Approval } from '#contracts/auth/approvals.js';
import { askedFor } from './awaiting.js';

// What the API would answer about logs and months that are not at hand in a test.

export const finishedVerification = {
  state: 'finished',
  checked: 1_000_000,
  endedAt: '2026-11-21T10:00:20.000Z',
  result: {
    valid: true,
    size: 1_000_000,
    signedSize: 1_000_000,
    events: 1_000_000,
    pruned: 0,
    waiting: 0,
    checkedAt: '2026-11-21T10:00:20.000Z',
    durationMs: 20_000,
    root: null,
    firstBad: null,
  },
};

/** As the API reports one; a log of a million events is not at hand here. */
export function aRunningVerification() {
  return {
    id: '01935000-0000-7000-8000-000000000001',
    state: 'running',
    step: 'events',
    checked: 250_000,
    size: 1_000_000,
    startedAt: '2026-11-21T10:00:00.000Z',
    endedAt: null,
    result: null,
  };
}

export const removalAskedFor = (): Approval =>
  askedFor({ action: 'audit.prune', summary: 'The audit events of 2019-11 and their details will be permanently removed.' });
