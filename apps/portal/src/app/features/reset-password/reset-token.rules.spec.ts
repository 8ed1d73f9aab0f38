import { resetToken } from './reset-token.rules.js';

const whole = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE';

describe('the secret in a reset link', () => {
  it.each([
    [`#${whole}`, whole],
    [whole, whole],
    ['', null],
    ['#', null],
    ['#too-short', null],
    [`#${whole} and more`, null],
    [`#${whole}#twice`, null],
  ])('%s', (fragment, token) => {
    expect(resetToken(fragment)).toBe(token);
  });
});
