import { farewellWords, placeToReturnTo, refusalWords } from './sign-in.rules.js';

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

describe('words at the door', () => {
  it('does not tell which part was wrong', () => {
    expect(refusalWords({ status: 401, code: 'invalid-credentials', more: {} })).toBe(
      'Username, password or code is not right. Nothing else is told, on purpose.',
    );
  });

  it.each([
    [40, '40 seconds'],
    [61 * 14, '15 minutes'],
    [undefined, 'a few minutes'],
  ])('says how long to wait after too many attempts: %s', (retryAfterSeconds, words) => {
    expect(
      refusalWords({
        status: 429,
        code: 'too-many-failures',
        more: { ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) },
      }),
    ).toContain(words);
  });

  it('leaves other refusals to the API’s own words', () => {
    expect(refusalWords({ status: 503, code: 'unavailable', more: {} })).toBeNull();
    expect(refusalWords(null)).toBeNull();
  });

  it('explains an idle log-off and says nothing on a first visit', () => {
    expect(farewellWords('idle')).toContain('nothing happened for a while');
    expect(farewellWords(undefined)).toBe('');
    expect(farewellWords('<script>')).toBe('');
  });
});
