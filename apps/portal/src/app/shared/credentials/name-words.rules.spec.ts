import { describe, expect, it } from 'vitest';
import { displayNameWords, usernameWords } from './name-words.rules.js';

describe('what is said of a name while it is typed', () => {
  it.each(['', 'ada', ' ada ', 'дмитрий', '李明'])('nothing of the username %j', (typed) => {
    expect(usernameWords(typed)).toBeNull();
  });

  it.each([
    ['ad', 'Use at least 3 characters.'],
    ['ada lovelace', 'Use only letters, digits and . _ @ + -'],
    ['ad\u200ba', 'This contains an invisible character or one that changes text direction. Type it again.'],
  ])('of the username %j', (typed, words) => {
    expect(usernameWords(typed)).toBe(words);
  });

  it.each(['', 'Ada Lindqvist', '山田　太郎'])('nothing of the name %j', (typed) => {
    expect(displayNameWords(typed)).toBeNull();
  });

  it('of a name with a turned direction', () => {
    expect(displayNameWords('Ada \u202eadA')).toContain('invisible character');
  });
});
