import { accessWords, className } from './held-words.rules.js';

const at = '2026-06-01T00:00:00.000Z';

describe('who looked', () => {
  it.each([
    [
      { at, action: 'user.viewed', role: 'admin', person: { id: 'm', username: 'mara', displayName: 'Mara' } },
      'Mara: looked at your account',
    ],
    [{ at, action: 'user.viewed', role: 'admin', person: null }, 'Somebody in the role Administrator: looked at your account'],
    [{ at, action: 'hold.placed', role: 'system', person: null }, 'Chat Man: hold placed'],
  ])('%o is %s', (access, words) => {
    expect(accessWords(access)).toBe(words);
  });

  it('has a name for every class', () => {
    expect(['content', 'account', 'security', 'knowledge', 'operation', 'else'].map(className)).toEqual([
      'Conversations and content',
      'Account',
      'Signing in and protection',
      'Knowledge',
      'Operation',
      'Other',
    ]);
  });
});
