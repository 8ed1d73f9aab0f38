import { describe, expect, it } from 'vitest';
import { digestAfter, emptyDigest } from './removal-digest.js';
import { certificateOf, cutoffOf, wasMissed, scopeOf } from './run.rules.js';

const ids = [
  '01940000-0000-7000-8000-000000000001',
  '01940000-0000-7000-8000-000000000002',
  '01940000-0000-7000-8000-000000000003',
];

describe('the cutoff', () => {
  it('is as many days back as the policy says', () => {
    expect(cutoffOf(new Date('2026-11-21T12:00:00Z'), 90)).toEqual(new Date('2026-08-23T12:00:00Z'));
  });
});

describe('a run that was missed', () => {
  const started = new Date('2026-03-01T03:17:00Z');
  const after = (hours: number) => new Date(started.getTime() + hours * 3_600_000);

  it.each([
    ['hourly', 1.4, false],
    ['hourly', 1.6, true],
    ['daily', 24.4, false],
    ['daily', 24.6, true],
    ['weekly', 168.4, false],
    ['weekly', 168.6, true],
    ['monthly', 744.4, false],
    ['monthly', 744.6, true],
  ] as const)('%s, %d hours after the last: %s', (schedule, hours, missed) => {
    expect(wasMissed(started, schedule, after(hours))).toBe(missed);
  });

  it('is every one before the first', () => {
    expect(wasMissed(null, 'monthly', started)).toBe(true);
  });
});

describe('the digest of what was removed', () => {
  it('depends on which, and on their order', () => {
    const [all, others, turned] = [ids, ids.slice(1), [...ids].reverse()].map((each) =>
      digestAfter(emptyDigest, each).toString('hex'),
    );
    expect(new Set([all, others, turned]).size).toBe(3);
  });
});

it('a certificate has counts, dates and digests, and says what did not end', () => {
  const at = new Date('2026-11-29T03:17:00Z');
  const step = {
    class: 'conversation',
    object: 'conversation',
    collectionId: null,
    days: 90,
    cutoff: at,
    removed: 2,
    parts: 7,
    held: 1,
  };
  const run = { id: ids[0]!, trigger: 'schedule', state: 'cancelled', startedAt: at, finishedAt: at };
  const certificate = certificateOf({ ...run, steps: [{ ...step, digest: emptyDigest, isFinished: false }] }, 'a note');
  expect(certificate).toMatchObject({
    kind: 'retention',
    id: ids[0],
    body: {
      state: 'cancelled',
      classes: [{ class: 'conversation', removed: 2, parts: 7, keptByHolds: 1, digest: '00'.repeat(32), complete: false }],
      checkpoint: 'a note',
    },
  });
});

it('a step is about its collection, or about what no other step of its run is about', () => {
  const [all, one, other] = [null, 'a', 'b'].map((collectionId) => ({ object: 'document', collectionId }));
  const steps = [all!, one!, other!, { object: 'conversation', collectionId: null }];
  expect(scopeOf(one!, steps)).toEqual({ collection: 'a' });
  expect(scopeOf(all!, steps)).toEqual({ except: ['a', 'b'] });
  expect(scopeOf(steps[3]!, steps)).toEqual({ except: [] });
});
