import { expect, it } from 'vitest';
import { StepUp } from '../auth.js';

const bytes = 'AAAA';
const passkey = {
  id: 'A'.repeat(22),
  rawId: 'A'.repeat(22),
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: bytes, authenticatorData: bytes, signature: bytes },
};
const all = { password: 'a good long password', code: '123456', passkey };

it.each([
  [['password'], true],
  [['code'], true],
  [['passkey'], true],
  [['password', 'code'], true],
  [['password', 'passkey'], true],
  // A made-up passkey would otherwise count as both factors beside a code that is checked alone.
  [['code', 'passkey'], false],
  [['password', 'code', 'passkey'], false],
  [[], false],
] as const)('a step-up by %j is taken: %s', (kinds, isTaken) => {
  const proof = Object.fromEntries(kinds.map((kind) => [kind, all[kind]]));
  expect(StepUp.safeParse(proof).success).toBe(isTaken);
});
