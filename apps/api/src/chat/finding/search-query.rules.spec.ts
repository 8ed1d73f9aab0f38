import { expect, it } from 'vitest';
import { parseQuery } from './search-query.rules.js';

it('takes words, phrases and filters apart', () => {
  expect(
    parseQuery('backup “kept daily” folder:"Night ward" tag:#audit is:pinned is:archived before:2026-03-01 after:2025-12-31'),
  ).toEqual({
    parts: [
      { text: 'backup', isPhrase: false },
      { text: 'kept daily', isPhrase: true },
    ],
    folder: 'Night ward',
    tag: 'audit',
    pinned: true,
    archived: true,
    before: new Date('2026-03-01T00:00:00.000Z'),
    after: new Date('2025-12-31T00:00:00.000Z'),
    unknown: [],
  });
});

it('says which filters it does not understand, and takes other colons for words', () => {
  expect(parseQuery('is:starred before:tomorrow after:2026-13-40 12:30 http://x "open')).toMatchObject({
    parts: [{ text: '12:30' }, { text: 'http://x' }, { text: 'open', isPhrase: true }],
    unknown: ['is:starred', 'before:tomorrow', 'after:2026-13-40'],
  });
});
