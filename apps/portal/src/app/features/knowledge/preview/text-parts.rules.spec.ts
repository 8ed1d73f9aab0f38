import { textParts } from './text-parts.rules.js';

const text = '# Rules\n\nOpen at nine.\n\n## Keys\n\nBehind the poster.\n';
const keys = text.indexOf('##');
const headings = [
  { level: 1, title: 'Rules', start: 0 },
  { level: 2, title: 'Keys', start: keys },
];
const joined = (parts: ReturnType<typeof textParts>) => parts.flatMap(({ runs }) => runs.map((run) => run.text)).join('');

describe('the text of a document', () => {
  it('is cut where pages and headings begin, without a letter lost, and without the empty lines between', () => {
    const parts = textParts({ text, headings, pages: [{ number: 4, start: 9, end: text.length }] }, null);
    expect(parts.map(({ start, page, heading }) => [start, page, heading?.title])).toEqual([
      [0, null, 'Rules'],
      [9, 4, undefined],
      [keys, null, 'Keys'],
    ]);
    expect(parts.map(({ runs }) => runs.map((run) => run.text).join(''))).toEqual([
      '# Rules',
      'Open at nine.',
      '## Keys\n\nBehind the poster.',
    ]);
  });

  it('has the passage marked, also across a cut', () => {
    const span = { start: text.indexOf('nine'), end: text.indexOf('Keys') + 4 };
    const parts = textParts({ text, headings, pages: [] }, span);
    const marked = parts.flatMap(({ runs }) => runs.filter(({ isMarked }) => isMarked)).map((run) => run.text);
    expect(marked).toEqual(['nine.', '## Keys']);
  });

  it('is cut at ends of lines where it is long', () => {
    const long = `${'A line of a long text without any heading.\n'.repeat(1000)}The end`;
    const parts = textParts({ text: long, headings: [], pages: [] }, null);
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.slice(0, -1).every(({ runs }) => runs[0]?.text.endsWith('heading.'))).toBe(true);
    expect(joined(parts).replaceAll('\n', '')).toBe(long.replaceAll('\n', ''));
  });

  it('that is empty is no part', () => {
    expect(textParts({ text: '', headings: [], pages: [] }, null)).toEqual([]);
  });
});
