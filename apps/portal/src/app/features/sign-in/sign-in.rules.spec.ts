import { signOutWords, placeToReturnTo, refusalWords, secondStepWords } from './sign-in.rules.js';

describe('where to go after sign-in', () => {
  it.each([
    ['/chat/0193?source=1.2', '/chat/0193?source=1.2'],
    ['/my-data', '/my-data'],
    [undefined, '/chat'],
    ['https://elsewhere.example', '/chat'],
    ['//elsewhere.example', '/chat'],
    ['/\\elsewhere.example', '/chat'],
    ['/chat\n//elsewhere.example', '/chat'],
    ['javascript:alert(1)', '/chat'],
    ['/sign-in?why=idle', '/chat'],
    ['/set-up', '/chat'],
  ])('%s → %s', (back, place) => {
    expect(placeToReturnTo(back)).toBe(place);
  });
});

describe('words on the sign-in page', () => {
  const refused = (code: string, status = 401) => ({ status, code, more: {} });

  it('does not tell which part was wrong', () => {
    expect(refusalWords(refused('invalid-credentials'), 'password', 'House account')).toBe(
      'That username and password don’t match.',
    );
  });

  it('says when a passkey is not enough alone', () => {
    expect(refusalWords(refused('invalid-credentials'), 'passkey', 'House account')).toContain('after your password');
  });

  it('names the provider that did not vouch', () => {
    expect(refusalWords(refused('sso-refused'), 'sso', 'House account')).toContain('House account didn’t confirm');
  });

  it.each([
    ['invalid-credentials', 'code', 'That code is incorrect'],
    ['invalid-credentials', 'passkey', 'doesn’t belong'],
    ['sso-refused', 'code', 'took too long'],
  ] as const)('is plainer in the second step: %s by %s', (code, by, words) => {
    expect(secondStepWords(refused(code), by)).toContain(words);
  });

  it.each([
    [40, '40 seconds'],
    [61 * 14, '15 minutes'],
    [undefined, 'a few minutes'],
  ])('says how long to wait after too many attempts: %s', (retryAfterSeconds, words) => {
    const tooMany = {
      status: 429,
      code: 'too-many-failures',
      more: { ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) },
    };
    expect(refusalWords(tooMany, 'password', 'House account')).toContain(words);
    expect(secondStepWords(tooMany, 'code')).toContain(words);
  });

  it('leaves other refusals to the API’s own words', () => {
    expect(refusalWords(refused('unavailable', 503), 'password', 'House account')).toBeNull();
    expect(secondStepWords(refused('unavailable', 503), 'code')).toBeNull();
    expect(refusalWords(null, 'sso', 'House account')).toBeNull();
  });

  it('explains an idle log-off and says nothing on a first visit', () => {
    expect(signOutWords('idle', false)).toMatch(/a period of inactivity\.$/);
    expect(signOutWords('idle', true)).toContain('Your drafts are kept encrypted');
    expect(signOutWords(undefined, true)).toBe('');
    expect(signOutWords('<script>', true)).toBe('');
  });
});
