import { aJob, idOf, over } from '../testing.js';
import { jobProgress, newestByObject } from './job-progress.rules.js';

const pages = (done: number, total: number | null) => ({ state: 'running', progress: { done, total, unit: 'pages' } }) as const;

it.each([
  ['waits', aJob(), { words: 'Waiting to be read', bar: null }],
  ['has begun', aJob({ state: 'running' }), { words: 'Waiting to be read', bar: null }],
  ['does not know its pages', aJob(pages(0, null)), { words: 'Reading', bar: null }],
  ['has none', aJob(pages(0, 0)), { words: 'Reading', bar: null }],
  ['reads its third page', aJob(pages(2, 12)), { words: 'Reading page 3 of 12', bar: { value: 2, max: 12 } }],
  ['has read them all', aJob(pages(12, 12)), { words: 'Reading page 12 of 12', bar: { value: 12, max: 12 } }],
  [
    'is indexed',
    aJob({ state: 'running', progress: { done: 0, total: 1, unit: 'documents' } }),
    { words: 'Indexing', bar: null },
  ],
  ['is over', aJob({ state: 'completed', ...over }), null],
])('a document that %s says so', (_case, job, view) => {
  expect(jobProgress(job)).toEqual(view);
});

it('of several jobs about a document the last one counts', () => {
  const [older, newer, other] = [aJob({ id: idOf(1) }), aJob({ id: idOf(2) }), aJob({ id: idOf(3), objectId: null })];
  expect([...newestByObject([newer, older, other])]).toEqual([[idOf(100), newer]]);
});
