import { snippetParts } from './snippet-parts.rules.js';

it('cuts a snippet where the words are', () => {
  expect(snippetParts({ snippet: 'Seven backups', highlights: [{ start: 6, end: 13 }] })).toEqual([
    { text: 'Seven ', found: false },
    { text: 'backups', found: true },
  ]);
  expect(snippetParts({ snippet: 'Seven', highlights: [] })).toEqual([{ text: 'Seven', found: false }]);
});
