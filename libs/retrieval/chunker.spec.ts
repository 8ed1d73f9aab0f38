import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocks } from './index/blocks.js';
import { chunk, CHUNK_SIZES, type ChunkSizes } from './chunker.js';
import { sentences } from './text/sentences.js';
import { estimatedTokens } from './text/token-estimate.js';

const SMALL: ChunkSizes = { targetTokens: 20, maxTokens: 40, mostCodeTokens: 100 };
const texts = (text: string, sizes = SMALL): string[] => chunk(text, 'markdown', sizes).map((one) => one.text);

describe('blocks', () => {
  it.each<[string, string, [string, string][]]>([
    [
      'headings of both kinds',
      '# One\nText\n\nTwo\n---\nMore',
      [
        ['heading', '# One'],
        ['paragraph', 'Text'],
        ['heading', 'Two\n---'],
        ['paragraph', 'More'],
      ],
    ],
    [
      'points of a list with their continuation',
      '- a\n  still a\n- b\n1. c',
      [
        ['item', '- a\n  still a'],
        ['item', '- b'],
        ['item', '1. c'],
      ],
    ],
    [
      'a fence with what looks like a heading in it',
      '```sh\n# no\n\n- no\n```\nafter',
      [
        ['code', '```sh\n# no\n\n- no\n```'],
        ['paragraph', 'after'],
      ],
    ],
    [
      'a fence without end',
      'a\n~~~\nb\n\nc',
      [
        ['paragraph', 'a'],
        ['code', '~~~\nb\n\nc'],
      ],
    ],
    [
      'rows of a table',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      [
        ['row', '| a | b |'],
        ['row', '|---|---|'],
        ['row', '| 1 | 2 |'],
      ],
    ],
    ['no rules, no comments, no front matter', '---\ntitle: x\n---\n<!-- a\nb -->\n***\nText', [['paragraph', 'Text']]],
    [
      'a comment without end as text',
      '<!-- a\n\nb',
      [
        ['paragraph', '<!-- a'],
        ['paragraph', 'b'],
      ],
    ],
    [
      'indented code',
      'a\n\n    b\n    c',
      [
        ['paragraph', 'a'],
        ['code', '    b\n    c'],
      ],
    ],
    [
      'Windows line ends',
      '# A\r\n\r\nb\r\nc\r\n',
      [
        ['heading', '# A'],
        ['paragraph', 'b\r\nc'],
      ],
    ],
    ['an empty text', '', []],
  ])('finds %s', (_, text, expected) => {
    expect(blocks(text, 'markdown').map((block) => [block.kind, text.slice(block.start, block.end)])).toEqual(expected);
  });

  it('takes plain text as paragraphs, even when it resembles markup', () => {
    const text = '# not a heading\n- not a point\n\nnext';
    expect(blocks(text, 'plain').map((block) => text.slice(block.start, block.end))).toEqual([
      '# not a heading\n- not a point',
      'next',
    ]);
  });

  it('frees titles of their marks', () => {
    const [heading] = blocks('## The *master* `key` and [links](http://x) ##', 'markdown');
    expect(heading).toMatchObject({ kind: 'heading', level: 2, title: 'The master key and links' });
  });

  it.each(['#' + ' '.repeat(300_000) + 'x', '['.repeat(300_000), '\n '.repeat(150_000), '| '.repeat(150_000) + 'x'])(
    'takes no time over hostile text',
    (text) => {
      const started = performance.now();
      chunk(text, 'markdown');
      chunk(`# ${text}`, 'markdown');
      expect(performance.now() - started).toBeLessThan(20_000); // some tenths of a second; minutes, where time grows with the square
    },
  );
});

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['See Art. 30 of the GDPR, e.g. its records. Then go on.', ['See Art. 30 of the GDPR, e.g. its records.', 'Then go on.']],
    ['Wrapped\nover lines. Next.', ['Wrapped\nover lines.', 'Next.']],
    ['A paragraph\n\nanother', ['A paragraph', 'another']],
    ['数据加密。密钥保存。', ['数据加密。', '密钥保存。']],
    ['Version 1.5 costs 3.20. Fine.', ['Version 1.5 costs 3.20.', 'Fine.']],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(sentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

describe('chunk', () => {
  it('keeps the headings above a passage', () => {
    const found = chunk('# Guide\nIntro.\n## Keys\nA key.\n### Rotation\nIn turn.\n## Logs\nRows.', 'markdown');
    expect(found.map(({ headings, text }) => [headings.join(' > '), text])).toEqual([
      ['Guide', 'Intro.'],
      ['Guide > Keys', 'A key.'],
      ['Guide > Keys > Rotation', 'In turn.'],
      ['Guide > Logs', 'Rows.'],
    ]);
  });

  it('keeps headings that have nothing under them', () => {
    expect(chunk('# A\n## B\n## C\ntext\n# D', 'markdown').map(({ headings, text }) => [headings, text])).toEqual([
      [['A'], '## B'],
      [['A', 'C'], 'text'],
      [[], '# D'],
    ]);
  });

  it('joins small paragraphs up to the target, and takes a short rest along', () => {
    const [long, short, rest] = ['Seven words stand in this short paragraph.', 'Three words here.', 'The rest.'];
    expect(texts([short, short, long, long, rest].join('\n\n'))).toEqual([`${short}\n\n${short}`, long, `${long}\n\n${rest}`]);
  });

  it('cuts a long paragraph between sentences', () => {
    const text = Array.from({ length: 12 }, (_, at) => `This is sentence number ${at} of them.`).join(' ');
    const found = texts(text);
    expect(found.length).toBeGreaterThan(3);
    for (const one of found) expect(one).toMatch(/^This .* them\.$/u);
  });

  it('never cuts a row of a table or a block of code', () => {
    const row = `| ${'cell '.repeat(12)}| value |`;
    const code = `\`\`\`\n${'line of code\n\n'.repeat(10)}\`\`\``;
    const found = texts(`${row}\n${row}\n${row}\n\n${code}\n\nText.`);
    for (const one of [row, code]) expect(found.some((text) => text.includes(one))).toBe(true);
    expect(found.join('').split('cell').length - 1).toBe(36);
    for (const text of found.filter((one) => one.includes('cell')))
      expect(text.split('\n').every((line) => line === row)).toBe(true);
  });

  it('says the columns of a long table above each of its passages', () => {
    const rows = Array.from({ length: 40 }, (_, at) => `| Ward ${at} | ${at} beds | reached by extension ${at} |`).join('\n');
    const found = chunk(`# Wards\n\n| Ward | **Beds** | Phone |\n|---|:-:|---|\n${rows}\n\nA paragraph after it.`, 'markdown');
    expect(found.length).toBeGreaterThan(2);
    expect(found[0]).toMatchObject({ headings: ['Wards'] });
    for (const one of found.slice(1)) expect(one.headings).toEqual(['Wards', 'Ward · Beds · Phone']);
  });

  it('cuts code beyond all measure at line ends', () => {
    const code = `\`\`\`\n${'x = 1;\n'.repeat(400)}\`\`\``;
    for (const text of texts(code)) expect(text).toMatch(/^(```\n)?(x = 1;\n?)*(```)?$/u);
  });

  const anyMarkdown = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '# Heading',
          '## Another one',
          '- point',
          '| a | b |',
          '```',
          '---',
          '',
          '',
          'Some words here. And more of them!',
          '  ',
          '数据在静态时加密保存。'.repeat(9),
        ),
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.constant('x'.repeat(700)),
        fc.constant('word '.repeat(200)),
      ),
      { maxLength: 30 },
    )
    .map((lines) => lines.join('\n'));

  it('gives exact places, in order, without overlap, within the maximum, losing no word', () => {
    fc.assert(
      fc.property(anyMarkdown, fc.constantFrom('markdown' as const, 'plain' as const), (text, format) => {
        const found = chunk(text, format);
        const code = blocks(text, format).filter(({ kind }) => kind === 'code');
        let before = 0;
        for (const one of found) {
          expect(one.text).toBe(text.slice(one.start, one.end));
          expect(one.start).toBeGreaterThanOrEqual(before);
          expect(one.text.trim()).toBe(one.text);
          expect(one.text).not.toBe('');
          expect(estimatedTokens(one.text)).toBeLessThanOrEqual(
            code.some(({ start, end }) => start < one.end && one.start < end)
              ? CHUNK_SIZES.mostCodeTokens
              : CHUNK_SIZES.maxTokens + 1,
          );
          before = one.end;
        }
        if (format === 'plain')
          expect(
            found
              .map((one) => one.text)
              .join('')
              .replace(/\s/gu, ''),
          ).toBe(text.replace(/\s/gu, ''));
      }),
      { numRuns: 300 },
    );
  });
});
