import { idOf } from '../testing.js';
import { changeWords, chartPath, chartPoints, resultMark, shareWords } from './evaluation-words.rules.js';

const answerable = { id: idOf(1), documents: [idOf(100)], quote: null };
const other = { id: idOf(2), documents: [], quote: null };
const evaluated = (questionId: string, rank: number | null, isRefused: boolean) => ({
  detail: [{ questionId, rank, cited: 1, citedRight: 1, isRefused }],
});

it.each([
  [answerable, evaluated(idOf(1), 1, false), { kind: 'good', words: 'Found at 1' }],
  [answerable, evaluated(idOf(1), 7, false), { kind: 'warn', words: 'Found at 7' }],
  [answerable, evaluated(idOf(1), null, false), { kind: 'bad', words: 'Not found' }],
  [answerable, evaluated(idOf(1), 2, true), { kind: 'bad', words: 'Wrongly refused' }],
  [other, evaluated(idOf(2), null, true), { kind: 'good', words: 'Refused' }],
  [other, evaluated(idOf(2), null, false), { kind: 'bad', words: 'Answered all the same' }],
  [other, evaluated(idOf(1), null, false), null],
  [other, undefined, null],
])('a question says what came of it (%#)', (question, last, mark) => {
  expect(resultMark(question, last)).toEqual(mark);
});

it('a share is a percentage, or a dash', () => {
  expect([shareWords(0.917), shareWords(null)]).toEqual(['92%', '–']);
});

it.each([
  [0.9, 0.8, '+10 points'],
  [0.8, 0.81, '−1 point'],
  [0.8, 0.801, 'As before'],
  [0.8, null, ''],
  [null, 0.8, ''],
])('a change from %s is told in points (%#)', (now, before, words) => {
  expect(changeWords(now, before)).toBe(words);
});

it('a line runs from old to new, and has a gap where there is no figure', () => {
  const points = chartPoints([0, null, 1, 0.5], 300, 100);
  expect(points).toEqual([{ x: 0, y: 100 }, null, { x: 200, y: 0 }, { x: 300, y: 50 }]);
  expect(chartPath(points)).toBe('M0.0 100.0M200.0 0.0L300.0 50.0');
  expect(chartPoints([0.5], 300, 100)).toEqual([{ x: 150, y: 50 }]);
});
