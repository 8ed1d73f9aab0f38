import { describe, expect, it } from 'vitest';
import { aCount, anEvent, anna, ben, noon } from './alerts/rules/testing.js';
import { activityFigures, feedbackFigures, lockedAccounts } from './security-metrics.rules.js';

describe('figures from the audit log', () => {
  it('count sign-ins, denials, refusals for speed, restores and questions by role', () => {
    const figures = activityFigures([
      aCount({ action: 'session.started', count: 3 }),
      aCount({ action: 'session.refused', outcome: 'denied', code: 'invalid-credentials', count: 2 }),
      aCount({ action: 'session.refused', outcome: 'denied', code: 'mfa-required', count: 7 }),
      aCount({ action: 'access.denied', outcome: 'denied', code: 'audit:read', count: 4 }),
      aCount({ action: 'access.denied', outcome: 'denied', code: 'rate-limited', count: 5 }),
      aCount({ action: 'requests.turned-away', outcome: 'denied', code: 'rate-limited', count: 6 }),
      aCount({ action: 'backup.restored', count: 1 }),
      aCount({ action: 'message.sent', role: 'operations_team', count: 8 }),
      aCount({ action: 'knowledge.asked', role: 'operations_team', count: 1 }),
      aCount({ action: 'message.sent', role: 'system', count: 99 }),
    ]);
    expect(figures).toEqual({
      signIns: { succeeded: 3, failed: 2 },
      denials: 4,
      rateLimited: 11,
      backupRestores: 1,
      questions: { byRole: { external_client: 0, operations_team: 9, compliance_officer: 0, admin: 0 } },
    });
  });

  it('call an account locked that failed as often as the limit allows, attempts on the lock aside', () => {
    const refused = (objectId: string | null, code = 'invalid-credentials') =>
      anEvent({ action: 'session.refused', outcome: 'denied', objectId, code });
    const five = Array.from({ length: 5 }, () => refused(anna));
    expect(lockedAccounts(five, 5)).toBe(1);
    expect(lockedAccounts([...five.slice(1), refused(anna, 'rate-limited'), refused(ben), refused(null)], 5)).toBe(0);
  });
});

describe('the trend of feedback', () => {
  it('has every day, oldest first, with zeros where nobody said anything', () => {
    const figures = feedbackFigures([{ day: '2026-03-03', up: 2, down: 1 }], noon, 3);
    expect(figures).toEqual({
      up: 2,
      down: 1,
      trend: [
        { day: '2026-03-02', up: 0, down: 0 },
        { day: '2026-03-03', up: 2, down: 1 },
        { day: '2026-03-04', up: 0, down: 0 },
      ],
    });
  });
});
