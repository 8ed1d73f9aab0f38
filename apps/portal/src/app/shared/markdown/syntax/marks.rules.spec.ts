import { keptTogether, spokenText, withMarks, withSigns, withoutSigns } from './marks.rules.js';

const placed = (content: string, ...marks: readonly [number, number][]) =>
  withSigns(
    content,
    marks.map(([mark, at]) => ({ mark, places: [at] })),
  );

describe('citation marks', () => {
  it('are cut out of the text where their citations say that they stand', () => {
    expect(withMarks(placed('Seven [1] copies. [1] Older go [2][3]', [1, 18], [3, 34]))).toEqual([
      { text: 'Seven [1] copies.' },
      { mark: 1 },
      { text: ' Older go [2]' },
      { mark: 3 },
    ]);
  });

  it('are text where no citation says so', () => {
    expect(withMarks(placed('a[0] = b[1]'))).toEqual([{ text: 'a[0] = b[1]' }]);
  });

  it('cannot be written by anybody', () => {
    expect(withMarks(placed('x ⸨\ufdd01\ufdd0⸩'))).toEqual([{ text: 'x ⸨\ufffd1\ufffd⸩' }]);
  });

  it('are what they were in text that is shown as it was written', () => {
    expect(withoutSigns(placed('Kept [1]', [1, 5]))).toBe('Kept[1]');
  });

  it('stay on the line of the word before them', () => {
    expect(keptTogether(withMarks(placed('Seven copies. [1][2] Done', [1, 14], [2, 17])))).toEqual([
      [{ text: 'Seven ' }],
      [{ text: 'copies.' }, { mark: 1 }, { mark: 2 }],
      [{ text: ' Done' }],
    ]);
  });
});

describe('an answer read aloud', () => {
  it('has no markup and no marks', () => {
    expect(
      spokenText('## Backups\n\nThey are **kept** [1] for `7` days, see [the page](https://a.example).\n\n- aged [18]\n- two', [
        { mark: 1, places: [30] },
      ]),
    ).toBe('Backups\n\nThey are kept for 7 days, see the page.\n\naged [18]\ntwo');
  });
});
