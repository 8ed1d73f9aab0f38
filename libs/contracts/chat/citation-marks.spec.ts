import { describe, expect, it } from 'vitest';
import { marksOf, withMarksAs, withoutMarks } from './citation-marks.js';

const answer = 'Ages [18, 65], rows[1], `[1]` and [1]. Kept [2][1].';

describe('the marks of an answer', () => {
  it('stand where its citations say, and nowhere else', () => {
    const citations = [
      { mark: 1, places: [47] },
      { mark: 2, places: [44] },
    ];
    expect(marksOf(answer, citations)).toEqual([
      { mark: 2, at: 44 },
      { mark: 1, at: 47 },
    ]);
  });

  it('are not taken from places that hold something else', () => {
    expect(marksOf('Kept [2].', [{ mark: 1, places: [5, 90] }])).toEqual([]);
  });

  it('are guessed in answers that do not say, outside code', () => {
    expect(marksOf('Kept [1]. `a[1]`\n```\n[1]\n```\nAges [18].', [{ mark: 1 }, { mark: 3 }])).toEqual([{ mark: 1, at: 5 }]);
    expect(marksOf('```\n[1]', [{ mark: 1 }])).toEqual([]);
  });

  it('can be written differently or left out, with nothing else changed', () => {
    const marks = marksOf(answer, [
      { mark: 1, places: [47] },
      { mark: 2, places: [44] },
    ]);
    expect(withMarksAs(answer, marks, (mark) => `<${String(mark)}>`)).toBe('Ages [18, 65], rows[1], `[1]` and [1]. Kept <2><1>.');
    expect(withoutMarks(answer, marks)).toBe('Ages [18, 65], rows[1], `[1]` and [1]. Kept.');
  });
});
