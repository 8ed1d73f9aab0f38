import { describe, expect, it } from 'vitest';
import { isShorter, periodWords, policiesOf } from './policies.rules.js';

const periods = {
  inForce: new Map([
    ['conversation', 30],
    ['audit', 2190],
  ] as const),
  byDefault: (each: string) => (each === 'conversation' ? 90 : 2190),
};

describe('retention policies', () => {
  it('put every table under the policy of its class, with the decision before the setting', () => {
    const policies = policiesOf(
      [
        { table: 'chat.message', retention: 'conversation' },
        { table: 'chat.conversation', retention: 'conversation' },
        { table: 'audit.event', retention: 'audit' },
      ],
      periods,
    );
    expect(policies.map(({ class: name, days, defaultDays, tables }) => ({ name, days, defaultDays, tables }))).toEqual([
      { name: 'conversation', days: 30, defaultDays: 90, tables: ['chat.conversation', 'chat.message'] },
      { name: 'audit', days: 2190, defaultDays: 2190, tables: ['audit.event'] },
    ]);
  });

  it('name the setting that the default comes from', () => {
    const [policy] = policiesOf([{ table: 'chat.message', retention: 'conversation' }], periods);
    expect(policy).toMatchObject({ setting: 'retention.maxSessionAgeDays', changeable: true, shortest: 1 });
  });

  it('leave out classes that no table has', () => {
    expect(policiesOf([], periods)).toEqual([]);
  });

  it.each([
    [30, 90, true],
    [90, 90, false],
    [91, 90, false],
    [30, null, true],
    [null, 30, false],
    [null, null, false],
  ])('%s days are shorter than %s: %s', (days, than, shorter) => {
    expect(isShorter(days, than)).toBe(shorter);
  });

  it('say a period in words', () => {
    expect([1, 90, null].map(periodWords)).toEqual(['one day', '90 days', 'for ever']);
  });
});
