import { describe, expect, it } from 'vitest';
import { stepUpFault } from './sso-step-up.rules.js';

const at = (time: string) => new Date(`2026-03-01T${time}Z`);
const good = {
  begun: { userId: 'ada', sessionId: 'one', begunAt: at('12:00:00.500') },
  actor: { id: 'ada', sessionId: 'one' },
  holder: 'ada',
  authenticatedAt: at('12:01:00'),
  now: at('12:01:02'),
};

describe('what a provider says', () => {
  it.each([
    ['somebody who signed in after the beginning', {}],
    ['the second of the beginning', { authenticatedAt: at('12:00:00') }],
    ['a clock that is half a minute behind', { authenticatedAt: at('11:59:30') }],
    ['a clock that is half a minute ahead', { authenticatedAt: at('12:01:32') }],
    ['nine minutes at the provider', { now: at('12:09:00') }],
  ])('is a proof: %s', (_name, change) => {
    expect(stepUpFault({ ...good, ...change })).toBeNull();
  });

  it.each([
    ['another session of the same person', 'other-session', { actor: { id: 'ada', sessionId: 'two' } }],
    ['a token', 'other-session', { actor: { id: 'ada', sessionId: null } }],
    ['somebody else who is here now', 'other-session', { actor: { id: 'bertil', sessionId: 'one' }, holder: 'bertil' }],
    ['an identity of somebody else', 'other-identity', { holder: 'bertil' }],
    ['an identity of nobody here', 'other-identity', { holder: null }],
    ['no time', 'auth-time-missing', { authenticatedAt: null }],
    ['a sign-in of before', 'auth-time-old', { authenticatedAt: at('11:59:29') }],
    ['a clock that would make old ones look new', 'auth-time-ahead', { authenticatedAt: at('12:01:33') }],
  ] as const)('is none: %s', (_name, fault, change) => {
    expect(stepUpFault({ ...good, ...change })).toBe(fault);
  });
});
