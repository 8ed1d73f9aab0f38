import { matchingWords } from './matching-words.rules.js';

it.each([
  ['When does the archive open?', 'The archives open at nine.', ['the', 'archive', 'open']],
  ['Wann öffnet das ARCHIV?', 'Das Archiv öffnet um neun.', ['öffnet', 'das', 'ARCHIV']],
  ['keys keys', 'Keys hang behind the poster.', ['keys']],
  ['holiday', 'Keys hang behind the poster.', []],
])('%s', (question, passage, words) => {
  expect(matchingWords(question, passage)).toEqual(words);
});
