import { highlight, plainText } from './code/highlight.js';
import { blocksOf } from './markdown-nodes.js';
import { withSigns } from './syntax/marks.rules.js';
import { markUnsupported } from './unsupported.js';
import { unsupportedIn } from './syntax/unsupported.rules.js';

function rendered(markdown: string): HTMLElement {
  const place = document.createElement('div');
  for (const block of blocksOf(markdown)) place.append(block.build());
  return place;
}
const texts = (elements: Iterable<Element>) => [...elements].map((element) => element.textContent);

describe('a quote in a text with markup', () => {
  it.each([
    ['in bold and code', 'Backups are **kept for `seven` days**, then go.', 'kept for `seven` days', 'kept for seven days'],
    [
      'over the cells of a table',
      '| What | Days |\n| - | - |\n| Daily | 7 |\n| Weekly | 28 |',
      '| Daily | 7 |\n| Weekly | 28 |',
      'Daily7Weekly28',
    ],
    ['over points of a list', '- one\n- two\n- three', 'two\n- three', 'twothree'],
    ['in a heading', '# Backups\n\nKept.', '# Backups', 'Backups'],
  ])('is marked %s', (_, markdown, quote, marked) => {
    const place = rendered(markdown);
    const before = plainText(place);
    expect(texts(highlight(place, plainText(rendered(quote)), 0)).join('')).toBe(marked);
    expect(plainText(place)).toBe(before);
  });

  it('is the one that is meant where its words stand twice', () => {
    const place = rendered('Kept daily. And more text between them. Kept daily.');
    highlight(place, 'Kept daily.', 0.8);
    expect(place.querySelector('p')?.firstChild?.textContent).toContain('Kept daily. And more');
  });

  it('is not marked where it does not stand', () => {
    expect(highlight(rendered('Kept.'), 'Gone.', 0)).toEqual([]);
  });
});

describe('sentences without a source', () => {
  it.each([
    ['Seven copies are kept. Older ones go away soon.', [22], ['Older ones go away soon.']],
    ['Seven copies are kept. Older ones go away soon.', [21, 46], []],
    ['Seven copies are kept', [], ['Seven copies are kept']],
    ['Is this what you wanted to know?', [], []],
    ['These are the copies that are kept:', [], []],
    ['Yes. No.', [], []],
    ['備份保留七天。', [], ['備份保留七天。']],
  ])('%s with marks at %j', (text, marks, found) => {
    expect(unsupportedIn(text, marks).map(({ start, end }) => text.slice(start, end))).toEqual(found);
  });

  it('are marked through bold and code, but not in headings, code and quotes', () => {
    const content =
      '# A heading of several words\n\nSeven **copies are** kept.[1] Older `ones` go away soon.\n\n> A quote of several words.\n\n- A point without any source\n- A point that has a source [1]';
    const first = content.indexOf('[1]');
    const place = rendered(withSigns(content, [{ mark: 1, places: [first, content.lastIndexOf('[1]')] }]));
    expect(markUnsupported(place)).toBe(2);
    expect(texts(place.querySelectorAll('.unsupported')).join('')).toBe('Older ones go away soon.A point without any source');
    expect(place.querySelectorAll('button.mark')).toHaveLength(2);
  });
});
