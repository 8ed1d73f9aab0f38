import { appRemovalConsequences, passkeyRemovalConsequences } from './factor-removal.rules.js';

describe('what follows from removing a passkey', () => {
  it.each([
    [{ isLast: false, hasApp: false, isRequired: true }, 'Your other passkeys keep working.'],
    [{ isLast: true, hasApp: true, isRequired: true }, 'a code from your authenticator app'],
    [{ isLast: true, hasApp: false, isRequired: false }, 'your password alone is enough'],
    [{ isLast: true, hasApp: false, isRequired: true }, 'Your role requires a second factor'],
  ])('%j', (removal, words) => {
    expect(passkeyRemovalConsequences(removal).at(-1)).toContain(words);
  });
});

describe('what follows from turning the authenticator app off', () => {
  it.each([
    [{ passkeys: 1, isRequired: true }, 'one of your passkeys'],
    [{ passkeys: 0, isRequired: false }, 'recovery codes stop working'],
    [{ passkeys: 0, isRequired: true }, 'Your role requires a second factor'],
  ])('%j', (removal, words) => {
    expect(appRemovalConsequences(removal).at(-1)).toContain(words);
  });
});
