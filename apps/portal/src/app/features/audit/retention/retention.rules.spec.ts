import type { ClassPreview } from '#contracts/retention/retention.js';
import {
  bars,
  collectionPeriodWords,
  countWords,
  daysFault,
  effectWords,
  periodWords,
  removedWords,
  runMark,
  runQuestion,
} from './retention.rules.js';

const preview: ClassPreview = {
  class: 'conversation',
  object: 'conversation',
  collection: null,
  days: 90,
  cutoff: '2026-08-31T00:00:00.000Z',
  objects: 1200,
  parts: 9000,
  held: 1,
  oldest: null,
  newest: null,
  upcoming: [
    { day: '2026-09-01', objects: 4 },
    { day: '2026-09-03', objects: 8 },
  ],
};

it('counts and periods are words', () => {
  expect([countWords('conversation', 1), countWords('document', 1200, 'en-GB')]).toEqual(['one conversation', '1,200 documents']);
  expect(periodWords({ days: 90, rule: 'after the last message' })).toBe('90 days after the last message');
  expect(periodWords({ days: null, rule: 'until the account is erased' })).toBe('until the account is erased');
});

it.each([
  ['90', 1, null],
  ['364', 365, 'Enter at least 365 days.'],
  ['0', 1, 'Enter a number of days, up to 36,500.'],
  ['ninety', 1, 'Enter a number of days, up to 36,500.'],
  ['40000', 1, 'Enter a number of days, up to 36,500.'],
])('%s days where %s is the shortest are wrong: %s', (typed, shortest, fault) => {
  expect(daysFault(typed, shortest)).toBe(fault);
});

it('says what a shorter period removes, and that it takes two people', () => {
  const words = effectWords(preview, { days: 120 }, 90, 'en-GB');
  expect(words).toContain('A second person must approve it.');
  expect(words).toContain('would remove 1,200 conversations for good');
  expect(words).toContain('Legal holds keep one conversation.');
  expect(effectWords({ ...preview, objects: 0, held: 0 }, { days: 30 }, 90)).toBe('Nothing would go by the next run.');
});

it('draws the days on which something goes, from zero', () => {
  expect(bars(preview)).toEqual([
    { day: '2026-11-30', objects: 4, share: 0.5 },
    { day: '2026-12-02', objects: 8, share: 1 },
  ]);
});

it('says what a run removed and how it ended', () => {
  const step = {
    class: 'conversation' as const,
    object: 'conversation',
    collection: null,
    days: 90,
    cutoff: '',
    removed: 2,
    parts: 3,
    held: 0,
  };
  expect(removedWords({ steps: [step, { ...step, object: 'approval', removed: 0 }] })).toBe('2 conversations');
  expect(removedWords({ steps: [] })).toBe('Nothing');
  expect(runMark({ state: 'failed' })).toEqual({ kind: 'bad', words: 'Failed' });
});

it('says before a run what goes, that holds keep, and that nothing brings it back', () => {
  const { consequences, undo } = runQuestion([preview]);
  expect(consequences.join(' ')).toContain('1,200 conversations for good');
  expect(consequences.join(' ')).toContain('legal hold');
  expect(undo).toContain('can’t be undone');
});

it.each([
  [30, null, '30 days'],
  [1, 90, 'one day'],
  [null, 90, 'As all documents: 90 days'],
  [null, null, 'As all documents: until somebody removes them'],
])('says how long a collection with %s days of %s is kept: %s', (days, classDays, words) => {
  expect(collectionPeriodWords({ days, classDays })).toBe(words);
});
