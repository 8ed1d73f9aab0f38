import { blocksOf } from './markdown-nodes.js';
import { withSigns } from './syntax/marks.rules.js';

/** Every `‹1›` of the text is a citation mark. */
function shown(markdown: string): HTMLElement {
  const places: { mark: number; places: number[] }[] = [];
  let content = '';
  for (const part of markdown.split(/(‹\d›)/)) {
    const mark = /^‹(\d)›$/.exec(part)?.[1];
    if (mark !== undefined) places.push({ mark: Number(mark), places: [content.length] });
    content += mark === undefined ? part : `[${mark}]`;
  }
  const place = document.createElement('div');
  for (const block of blocksOf(withSigns(content, places))) place.append(block.build());
  return place;
}
const marksOf = (place: HTMLElement) =>
  [...place.querySelectorAll<HTMLElement>('button.mark')].map((mark) => mark.dataset['mark']);

describe('an answer as nodes', () => {
  it('has headings below those of the page, lists, tables and code', () => {
    const place = shown('# A\n\n3. x\n4. y\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n```sql\nselect 1\n```');

    expect(place.querySelector('h3')?.textContent).toBe('A');
    expect(place.querySelector('ol')?.start).toBe(3);
    expect([...place.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['1', '2']);
    expect(place.querySelector('td:last-child')?.getAttribute('data-align')).toBe('right');
    expect(place.querySelector('pre code')?.textContent).toBe('select 1');
    expect(place.querySelector('.copy-code')).not.toBeNull();
  });

  it('has boxes for the tasks of a list, that nobody can tick', () => {
    const boxes = [...shown('- [x] done\n- [ ] open\n\n1. [X] also').querySelectorAll('input')];

    expect(boxes.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, true],
      [false, true],
      [true, true],
    ]);
    expect(boxes[0]?.getAttribute('aria-label')).toBe('Done');
  });

  it('numbers footnotes in the order of the text and puts them at its end', () => {
    const place = shown(
      'One[^b] two[^a] three[^b] none[^c].\n\n[^a]: Note *a*.\n[^b]: Note b,\n    more of it.\n\n[^d]: Not mentioned.\n\nEnd.',
    );

    expect([...place.querySelectorAll('.note-mark')].map((mark) => mark.textContent)).toEqual(['1', '2', '1']);
    expect(place.querySelector('p')?.textContent).toBe('One1 two2 three1 none[^c].');
    expect([...place.querySelectorAll('.footnotes li')].map((note) => note.textContent.replaceAll(/\s+/g, ' '))).toEqual([
      'Note b, more of it. ↩',
      'Note a. ↩',
      'Not mentioned. ↩',
    ]);
    expect(place.lastElementChild?.className).toBe('footnotes');
  });

  it('makes the number of a footnote anew once its note has arrived', () => {
    const [before] = blocksOf('One[^a].');
    const [after] = blocksOf('One[^a].\n\n[^a]: Note.');
    expect(before?.raw).not.toBe(after?.raw);
  });

  it('sets formulas apart from prices, and from Markdown within them', () => {
    const formulas = (markdown: string) => [...shown(markdown).querySelectorAll('.formula')].map((each) => each.textContent);

    expect(formulas('It costs $5 and $10, or US$5 to 10$.')).toEqual([]);
    expect(formulas('`$x$` and \\$y\\$')).toEqual([]);
    expect(formulas('So $a_1 * b_2 * c$ and \\(x<y\\).')).toEqual(['a_1 * b_2 * c', 'x<y']);
    expect(formulas('So\n$$\nx^2\n$$\nand\n\\[\ny = 1\n\\]\n\n```math\nz\n```')).toEqual(['x^2', 'y = 1', 'z']);
  });

  it('draws a diagram once its fence is closed', () => {
    expect(shown('```mermaid\ngraph TD\n A-->B').querySelector('.diagram')).toBeNull();
    const drawn = shown('```mermaid\ngraph TD\n A-->B\n```').querySelector('.diagram');
    expect(drawn?.querySelector('code')?.textContent).toBe('graph TD\n A-->B');
    expect(shown(`\`\`\`mermaid\n${'x'.repeat(13_000)}\n\`\`\``).textContent).toContain('too large to draw');
  });

  it('lets each block, list and table run in the direction of its own text, and code from the left', () => {
    const place = shown('שלום\n\n- אחת\n\n- שתיים\n\n> ציטוט\n\n| א | b |\n| - | - |\n| ב | 2 |\n\n- one\n\n```\nx\n```');
    const directions = [...place.querySelectorAll<HTMLElement>('div > p, ul, blockquote, .table-frame, td, pre')].map(
      ({ tagName, dir }) => `${tagName} ${dir}`,
    );
    expect(directions).toEqual(['P auto', 'UL rtl', 'BLOCKQUOTE rtl', 'DIV rtl', 'TD rtl', 'TD ', 'UL ltr', 'PRE ltr']);
  });

  it('turns marks into buttons, and no other number in brackets', () => {
    const place = shown('Kept. ‹1› `a[1]` [2] and [1]');

    expect(marksOf(place)).toEqual(['1']);
    expect(place.textContent).toBe('Kept.1 a[1] [2] and [1]');
  });

  it.each([
    [
      'a definition of the mark at the end',
      'Kept.‹1› Gone ‹2›.\n\n‹1›: knowledge.md\n\n‹2›: <https://a.example>',
      ['1', '2', '1', '2'],
    ],
    ['a definition directly below', 'Kept ‹1›.\n‹1›: knowledge.md', ['1', '1']],
    ['a definition of the same number by the text', 'Kept ‹1›.\n\n[1]: knowledge.md', ['1']],
    ['a link that uses the mark', 'See [the guide]‹1› and ‹1›(knowledge.md).', ['1', '1']],
    ['a note', 'Kept‹1›.[^1]\n\n[^1]: note', ['1']],
    ['bold before it', '**Kept for seven days.**‹1› More', ['1']],
    ['bold after it', 'Kept ‹1›**more**', ['1']],
    ['a web address before it', 'See https://a.example/x‹1›', ['1']],
    ['a table', '| a |\n| - |\n| x ‹1› |', ['1']],
    ['a list', '- ‹1›\n- x‹2›', ['1', '2']],
    ['a heading', '# Kept ‹1›', ['1']],
    ['markup', '<b>Kept</b> ‹1› <i>‹2›</i>\n\n<div>‹3›</div>', ['1', '2', '3']],
  ])('loses no mark to %s', (_, markdown, marks) => {
    expect(marksOf(shown(markdown))).toEqual(marks);
  });

  it('keeps bold and addresses beside marks', () => {
    expect(shown('**Kept.**‹1› x').querySelector('strong')?.textContent).toBe('Kept.');
    expect(shown('See https://a.example/x‹1›').querySelector('a')?.href).toBe('https://a.example/x');
  });

  it('shows a mark in code as it was written', () => {
    expect(shown('```\nx‹1›\n```').querySelector('code')?.textContent).toBe('x[1]');
  });

  it('opens links in a new tab that learns nothing of this one', () => {
    const link = shown('[site](https://example.org)').querySelector('a');

    expect(link?.target).toBe('_blank');
    expect(link?.rel).toBe('noopener noreferrer');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'text <img src=x onerror=alert(1)> text',
    '<svg onload=alert(1)>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](  java\tscript:alert(1))',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
    '![x](https://elsewhere.example/pixel.png)',
    '![x](javascript:alert(1))',
    '[![x](https://elsewhere.example/p.png)](javascript:alert(1))',
    '<style>*{background:url(https://elsewhere.example)}</style>',
    '<details open ontoggle=alert(1)>',
    '```"><img src=x onerror=alert(1)>\ncode\n```',
    '`<img src=x onerror=alert(1)>`',
    '| <img src=x onerror=alert(1)> |\n| - |\n| <script>alert(1)</script> |',
    '> <form action="https://elsewhere.example"><input name=a></form>',
    '&lt;img src=x onerror=alert(1)&gt;',
    '[x](https://example.org "a\\" onmouseover=\\"alert(1)")',
  ])('lets nothing that acts or loads come through: %s', (markdown) => {
    const place = shown(markdown);

    expect(
      place.querySelector('script, img, svg, iframe, style, form, input, object, embed, link, meta, details, video, audio'),
    ).toBeNull();
    for (const element of place.querySelectorAll('*')) {
      expect(element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual(
        [],
      );
    }
    for (const link of place.querySelectorAll('a')) expect(link.protocol).toBe('https:');
  });

  it('shows markup that it does not make as the text that was written', () => {
    expect(shown('a <b onclick=x>bold</b> word').textContent).toBe('a <b onclick=x>bold</b> word');
  });

  it('names a picture instead of loading it', () => {
    expect(shown('![chart of costs](https://elsewhere.example/p.png)').textContent).toBe('[picture: chart of costs]');
  });

  it('gives the source of each block, so that finished blocks need not be made again', () => {
    const before = blocksOf('First.\n\nSec');
    const after = blocksOf('First.\n\nSecond.');

    expect(after[0]?.raw).toBe(before[0]?.raw);
    expect(after[1]?.raw).not.toBe(before[1]?.raw);
  });
});
