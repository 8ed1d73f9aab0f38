import { describe, expect, it } from 'vitest';
import type { ActivityCount } from '#platform/monitoring/audit-activity.js';
import { aCount, anna, ben, minutesBefore, noon, thresholds } from './testing.js';
import { overThresholds } from './thresholds.rules.js';

const refused = (count: number, more: Partial<ActivityCount> = {}): ActivityCount =>
  aCount({
    action: 'session.refused',
    outcome: 'denied',
    code: 'invalid-credentials',
    actor: null,
    role: 'visitor',
    count,
    ...more,
  });
const found = (...counts: ActivityCount[]): string[] =>
  overThresholds(counts, thresholds).map(({ rule, scope, severity, count }) => `${rule}/${scope.slice(-1)} ${severity} ${count}`);

describe('an attack raises its alert', () => {
  it.each<[string, ActivityCount[], string]>([
    ['as many failed sign-ins as the threshold', [refused(5)], 'failed-logins/ warning 5'],
    ['ten times as many', [refused(50)], 'failed-logins/ critical 50'],
    ['failures of several kinds', [refused(3), refused(2, { code: 'passkey-refused' })], 'failed-logins/ warning 5'],
    ['attempts on a locked account', [refused(5, { code: 'rate-limited' })], 'failed-logins/ warning 5'],
    ['two restores', [aCount({ action: 'backup.restored', count: 2 })], 'backup-restores/ critical 2'],
    [
      'twenty denials of an account',
      [
        aCount({ action: 'access.denied', outcome: 'denied', count: 12 }),
        aCount({ action: 'access.denied', outcome: 'denied', code: 'audit:read', count: 8 }),
      ],
      'repeated-denials/a warning 20',
    ],
    [
      'ten times as many of visitors',
      [aCount({ action: 'access.denied', outcome: 'denied', actor: null, role: 'visitor', count: 200 })],
      'repeated-denials/ warning 200',
    ],
    [
      'two hundred records of others',
      [aCount({ action: 'user.viewed', count: 150 }), aCount({ action: 'audit.read', count: 50 })],
      'mass-read/a warning 200',
    ],
    ['ten exports', [aCount({ action: 'conversation.exported', count: 10 })], 'mass-export/a critical 10'],
  ])('%s', (_name, counts, expected) => {
    expect(found(...counts)).toEqual([expected]);
  });

  it('says over which time and of how many accounts', () => {
    const [finding] = overThresholds([refused(6, { objects: 4, first: minutesBefore(3), last: minutesBefore(1) })], thresholds);
    expect(finding).toMatchObject({
      facts: { accounts: 4, threshold: 5, windowMinutes: 5 },
      firstAt: minutesBefore(3),
      lastAt: minutesBefore(1),
    });
  });

  it('counts each account by itself', () => {
    const denied = (actor: string): ActivityCount => aCount({ action: 'access.denied', outcome: 'denied', actor, count: 20 });
    expect(found(denied(anna), denied(ben))).toEqual(['repeated-denials/a warning 20', 'repeated-denials/b warning 20']);
  });
});

describe('a quiet day raises none', () => {
  it.each<[string, ActivityCount[]]>([
    ['mistyped passwords', [refused(4)]],
    ['sign-ins on their way to a second factor', [refused(500, { code: 'mfa-required' })]],
    ['sign-ins while Chat Man is busy', [refused(500, { code: 'sign-in-busy' })]],
    ['a single sign-on that people cancelled', [refused(500, { code: 'sso-cancelled' })]],
    ['one restore', [aCount({ action: 'backup.restored', count: 1 })]],
    ['restores that were refused', [aCount({ action: 'backup.restored', outcome: 'failed', count: 5 })]],
    ['denials below the threshold', [aCount({ action: 'access.denied', outcome: 'denied', count: 19 })]],
    [
      'pages that were left open',
      [aCount({ action: 'access.denied', outcome: 'denied', code: 'unauthenticated', actor: null, count: 199 })],
    ],
    [
      'two people with half as much each',
      [aCount({ action: 'user.viewed', count: 150 }), aCount({ action: 'user.viewed', actor: ben, count: 150 })],
    ],
    ['reading that was denied', [aCount({ action: 'user.viewed', outcome: 'denied', count: 900 })]],
    ['people asking questions', [aCount({ action: 'message.sent', count: 100_000, last: noon })]],
    ['nothing at all', []],
  ])('%s', (_name, counts) => {
    expect(found(...counts)).toEqual([]);
  });
});
