import { matchingWords } from './matching-words.rules.js';

it.each([
  ['When does the archive open?', 'The archives open at nine.', ['archive', 'open']],
  ['Wann öffnet das ARCHIV?', 'Das Archiv öffnet um neun.', ['öffnet', 'ARCHIV']],
  ['keys keys', 'Keys hang behind the poster.', ['keys']],
  ['保管庫はいつ開きますか', '保管庫は九時に開きます。', ['保管', '開き', 'ます']],
  ['holiday', 'Keys hang behind the poster.', []],
])('%s', (question, passage, words) => {
  expect(matchingWords(question, passage)).toEqual(words);
});
