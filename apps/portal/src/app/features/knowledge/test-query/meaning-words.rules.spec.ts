import { meaningWords } from './meaning-words.rules.js';

it.each([
  [0.72, 'near (0.72)'],
  [0.4, 'related (0.4)'],
  [0.27, 'distant (0.27)'],
])('a similarity of %s is %s', (similarity, words) => {
  expect(meaningWords(similarity)).toBe(words);
});
