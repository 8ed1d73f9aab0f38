import { describe, expect, it } from 'vitest';
import { cutoffOf, policiesOf, wasMissed } from './retention.rules.js';

const kept = { conversation: 90, audit: 2190, alert: 30 };

describe('retention policies', () => {
  it('put every table under the policy of its class', () => {
    const policies = policiesOf(
      [
        { table: 'chat.message', retention: 'conversation' },
        { table: 'chat.conversation', retention: 'conversation' },
        { table: 'audit.event', retention: 'audit' },
      ],
      kept,
    );
    expect(policies.map(({ class: name, days, tables }) => ({ name, days, tables }))).toEqual([
      { name: 'conversation', days: 90, tables: ['chat.conversation', 'chat.message'] },
      { name: 'audit', days: 2190, tables: ['audit.event'] },
    ]);
  });

  it('name the setting that a number comes from', () => {
    expect(policiesOf([{ table: 'chat.message', retention: 'conversation' }], kept)[0]!.setting).toBe(
      'retention.maxSessionAgeDays',
    );
  });

  it('leave out classes that no table has', () => {
    expect(policiesOf([], kept)).toEqual([]);
  });
});

describe('the cutoff', () => {
  it('is as many days back as the policy says', () => {
    expect(cutoffOf(new Date('2026-11-21T12:00:00Z'), 90)).toEqual(new Date('2026-08-23T12:00:00Z'));
  });
});

describe('a clean-up that was missed', () => {
  const cleaned = new Date('2026-03-01T03:17:00Z');
  const after = (hours: number) => new Date(cleaned.getTime() + hours * 3_600_000);

  it.each([
    ['hourly', 1.4, false],
    ['hourly', 1.6, true],
    ['daily', 24.4, false],
    ['daily', 24.6, true],
    ['weekly', 168.4, false],
    ['weekly', 168.6, true],
    ['monthly', 744.4, false],
    ['monthly', 744.6, true],
  ] as const)('%s, %d hours after the last: %s', (schedule, hours, missed) => {
    expect(wasMissed(cleaned, schedule, after(hours))).toBe(missed);
  });
});
