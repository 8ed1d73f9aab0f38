import type { AuditVerificationRun } from '#contracts/audit/audit.js';
import { endWords, figureWords, leftWords, secondsLeft, type Sample } from './verification.rules.js';

const aSample = (at: number, checked: number, step: Sample['step'] = 'events'): Sample => ({ at, checked, step });
const aRun: AuditVerificationRun = {
  id: '01935000-0000-7000-8000-000000000001',
  state: 'running',
  step: 'events',
  checked: 350_000,
  size: 1_000_000,
  startedAt: '2026-11-21T09:30:00.000Z',
  endedAt: null,
  result: null,
};

describe('a check of the whole log', () => {
  it('takes as long as its pace says', () => {
    expect(secondsLeft(aSample(0, 0), aSample(2_000, 100_000), 1_000_000)).toBe(18);
  });

  it.each([
    ['at first', aSample(0, 0), aSample(500, 50_000)],
    ['while nothing moves', aSample(0, 10), aSample(5_000, 10)],
    ['when another step has begun', aSample(0, 10), aSample(5_000, 20, 'details')],
  ])('says nothing about the time %s', (_when, first, latest) => {
    expect(secondsLeft(first, latest, 1_000_000)).toBeNull();
  });

  it.each([
    [null, ''],
    [3, 'a few seconds left'],
    [18, 'about 20 seconds left'],
    [200, 'about 3 minutes left'],
  ])('says %s seconds as people do', (seconds, words) => {
    expect(leftWords(seconds)).toBe(words);
  });

  it('has a figure for each step', () => {
    expect(figureWords(aRun)).toBe('350,000 of 1,000,000 events against what was signed');
    expect(figureWords({ ...aRun, step: 'details', checked: 1, size: 7 })).toBe('1 of 7 sealed details against their events');
  });

  it.each<[AuditVerificationRun['state'], string]>([
    ['stopped', 'says nothing about the log'],
    ['interrupted', 'Start it again'],
    ['failed', 'couldn’t be read'],
  ])('that was %s does not pass for a sound log', (state, words) => {
    const end = endWords({ ...aRun, state });
    expect(end.words).toContain(words);
    expect(end.kind).not.toBe('good');
  });

  it('says what came out', () => {
    const result = {
      valid: true,
      size: 12,
      signedSize: 12,
      events: 12,
      pruned: 0,
      waiting: 2,
      checkedAt: '2026-11-21T09:31:00.000Z',
      durationMs: 1500,
      root: null,
      firstBad: null,
    };
    expect(endWords({ ...aRun, state: 'finished', result })).toEqual({
      kind: 'good',
      words:
        'All 12 events are unchanged since they were signed. Checked in 1.5 seconds. 2 recorded events are waiting for the next signature.',
    });
  });
});
