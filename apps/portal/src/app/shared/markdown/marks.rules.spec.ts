import { keptTogether, spokenText, withMarks } from './marks.rules.js';

describe('citation marks', () => {
  it('are cut out of the text where a citation has that number', () => {
    expect(withMarks('Seven copies. [1] Older go [2][3]', new Set([1, 3]))).toEqual([
      { text: 'Seven copies.' },
      { mark: 1 },
      { text: ' Older go [2]' },
      { mark: 3 },
    ]);
  });

  it('are text where no citation has that number', () => {
    expect(withMarks('a[0] = b[1]', new Set())).toEqual([{ text: 'a[0] = b[1]' }]);
  });

  it('stay on the line of the word before them', () => {
    expect(keptTogether(withMarks('Seven copies. [1][2] Done', new Set([1, 2])))).toEqual([
      [{ text: 'Seven ' }],
      [{ text: 'copies.' }, { mark: 1 }, { mark: 2 }],
      [{ text: ' Done' }],
    ]);
  });
});

describe('an answer read aloud', () => {
  it('has no markup and no marks', () => {
    expect(
      spokenText('## Backups\n\nThey are **kept** [1] for `7` days, see [the page](https://a.example).\n\n- one\n- two'),
    ).toBe('Backups\n\nThey are kept for 7 days, see the page.\n\none\ntwo');
  });
});
