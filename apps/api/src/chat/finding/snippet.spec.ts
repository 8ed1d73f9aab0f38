import { describe, expect, it } from 'vitest';
import { queryPart, snippetOf, spansOf } from './snippet.js';

const marked = (text: string, ...parts: [string, boolean][]): string | null => {
  const spans = spansOf(
    text,
    parts.map(([each, isPhrase]) => queryPart(each, isPhrase)),
  );
  if (spans === null) return null;
  const { snippet, highlights } = snippetOf(text, spans);
  return highlights
    .toReversed()
    .reduce((all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, snippet);
};

describe('a snippet', () => {
  it.each([
    ['Backups are kept, and backups are sealed.', [['backups', false]], '[Backups] are kept, and [backups] are sealed.'],
    ['Kept daily, then kept  weekly.', [['kept weekly', true]], 'Kept daily, then [kept  weekly].'],
    ['Kept daily', [['kept weekly', true]], null],
    ['Retentive is not retention', [['retention', true]], 'Retentive is not [retention]'],
    [
      'Große Änderung',
      [
        ['anderung', false],
        ['grosse', false],
      ],
      '[Große] [Änderung]',
    ],
    ['患者の記録はどこ', [['記録', false]], '[患者の記録はどこ]'],
    ['The backupScheduleHours setting', [['schedule', false]], 'The [backupScheduleHours] setting'],
    ['one\ntwo\tthree', [['two', false]], 'one [two] three'],
    ['one', [['two', false]], null],
  ] as const)('of %j for %j: %j', (text, parts, expected) =>
    expect(marked(text, ...(parts as unknown as [string, boolean][]))).toBe(expected),
  );

  it('stands around the first word that was found', () => {
    const text = `${'before '.repeat(50)}needle ${'after '.repeat(80)}`;
    const found = marked(text, ['needle', false])!;
    expect(found).toMatch(/^…before .*\[needle\] after .*…$/);
    expect(found.length).toBeLessThan(240);
  });
});
