import { addressOf, daysOf, durations, ownerWords, revokeQuestion } from './share-words.rules.js';

describe('sharing in words', () => {
  it('takes each duration that it offers, and none for one without an end', () => {
    expect(durations.map(({ days }) => daysOf(days))).toEqual([
      { expiresInDays: 1 },
      { expiresInDays: 7 },
      { expiresInDays: 30 },
      { expiresInDays: 90 },
      {},
    ]);
  });

  it('gives a snapshot an address of this installation', () => {
    expect(addressOf({ id: 'x' }, 'https://chat.example')).toBe('https://chat.example/chat/shared/x');
  });

  it('says before a share is revoked who loses it', () => {
    const [consequence] = revokeQuestion({ readers: ['operations_team', '01935000-0000-7000-8000-000000000001'] }).consequences;
    expect(consequence).toMatch(/^Operations team, 1 person can’t open/);
  });

  it('names the owner as far as the name is known', () => {
    const owner = { id: 'x', username: 'ada', displayName: null };
    expect(ownerWords({ owner })).toBe('ada');
    expect(ownerWords({ owner: { ...owner, username: null } })).toBe('Somebody');
  });
});
