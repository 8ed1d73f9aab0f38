import { describe, expect, it } from 'vitest';
import { CHUNK_SIZES } from '#retrieval/chunker.js';
import { headingLine, prepare, titleOf } from './ingestion.rules.js';

describe('titleOf', () => {
  it.each([
    ['# Ward rules\n\nText', 'Ward rules'],
    ['Text\n\n# Later heading', 'Later heading'],
    ['## Only a second level\n\nText', 'notes.md'],
    ['', 'notes.md'],
    ['---\n# note\nauthor: x\n---\n\n# Ward rules', 'Ward rules'],
    ['```sh\n# note\n```\n\n# Ward rules', 'Ward rules'],
    ['~~~\n# note\n~~~\n\nText', 'notes.md'],
    ['    # note\n\n# Ward rules', 'Ward rules'],
    ['<!--\n# note\n-->\n# Ward rules', 'Ward rules'],
    ['Ward rules\n==========\n\nText', 'Ward rules'],
    ['#\n\n# Ward rules', 'Ward rules'],
    [`# ${'x'.repeat(500)}`, 'x'.repeat(200)],
  ])('of %j', (text, title) => {
    expect(titleOf(text, 'notes.md')).toBe(title);
  });
});

describe('prepare', () => {
  it('indexes a passage under its title and headings, with gaps that no two words stand across', () => {
    const { language, chunks, terms } = prepare(
      { title: 'Night guide', text: '# Wards\n\n## Visits\n\nCome early.', format: 'markdown' },
      CHUNK_SIZES,
    );
    expect(language).toBe('english');
    expect(chunks.map(({ headings }) => headingLine(headings))).toEqual(['Wards › Visits']);
    expect(terms).toEqual([['night', 'guid', null, 'ward', null, 'visit', null, 'visit', null, 'come', 'earli']]);
  });
});
