import { describe, expect, it } from 'vitest';
import type { Role } from '#contracts/auth/people/roles.js';
import type { ActivityEvent } from '#platform/monitoring/audit-activity.js';
import type { OfficeHours } from './office-hours.rules.js';
import { accountsGranted, occurrences } from './occurrences.rules.js';
import { anEvent, anna, ben, minutesBefore, noon } from './testing.js';

const officeHours: OfficeHours = { days: [1, 2, 3, 4, 5], from: 6, to: 22, timeZone: 'UTC' };
const midnight = new Date('2026-03-04T00:30:00Z');
const sunday = new Date('2026-03-08T12:00:00Z');
const roles = (role: Role): ReadonlyMap<string, Role> => new Map([[ben, role]]);
const found = (events: readonly ActivityEvent[], roleOf: ReadonlyMap<string, Role> = new Map()): string[] =>
  occurrences(events, { roleOf, officeHours }).map(({ rule, severity, count }) => `${rule} ${severity} ${count}`);

describe('what raises an alert when it happens once', () => {
  it.each<[string, ActivityEvent, string]>([
    ['a removed second factor', anEvent({ action: 'mfa.removed', objectId: ben }), 'factor-removed warning 1'],
    ['one removed by an administrator', anEvent({ action: 'user.mfa-removed', objectId: ben }), 'factor-removed warning 1'],
    ['a removed passkey', anEvent({ action: 'passkey.removed', objectId: ben }), 'factor-removed info 1'],
    [
      'a changed audit log',
      anEvent({ action: 'audit.verified', outcome: 'failed', code: 'altered' }),
      'audit-verification-failed critical 1',
    ],
    [
      'a truncated audit log',
      anEvent({ action: 'audit.verified', outcome: 'failed', code: 'truncated' }),
      'audit-verification-failed critical 1',
    ],
    ['a damaged record', anEvent({ action: 'record.damaged', outcome: 'failed', actor: null }), 'damaged-record critical 1'],
    ['a clock that jumped', anEvent({ action: 'system.clock-jumped', actor: null, code: 'back' }), 'clock-jump warning 1'],
    [
      'a start without the encryption check',
      anEvent({ action: 'encryption-check.skipped', actor: null }),
      'encryption-check-skipped critical 1',
    ],
    ['settings changed at night', anEvent({ action: 'settings.changed', at: midnight }), 'off-hours-administration info 1'],
    ['an export on a Sunday', anEvent({ action: 'audit.exported', at: sunday }), 'off-hours-administration info 1'],
  ])('%s', (_name, event, expected) => {
    expect(found([event])).toEqual([expected]);
  });

  it.each<[string, Role, string[]]>([
    ['user.role-changed', 'admin', ['new-administrator warning 1']],
    ['user.role-changed', 'compliance_officer', ['role-granted warning 1']],
    ['user.role-changed', 'external_client', ['role-granted warning 1']],
    ['user.created', 'admin', ['new-administrator warning 1']],
    ['user.created', 'external_client', []],
  ] as const)('%s to %s', (action, role, expected) => {
    expect(found([anEvent({ action: action as 'user.created', objectId: ben })], roles(role))).toEqual(expected);
  });

  it('is one alert for an account, however often it happens', () => {
    const removed = [0, 1, 2].map((minutes) => anEvent({ action: 'mfa.removed', objectId: ben, at: minutesBefore(minutes) }));
    const [alert, ...more] = occurrences([...removed, anEvent({ action: 'passkey.removed', objectId: ben })], {
      roleOf: new Map(),
      officeHours,
    });
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ severity: 'warning', count: 4, firstAt: minutesBefore(2), lastAt: noon, accountId: ben });
  });

  it('is another one for another account', () => {
    const of = (objectId: string): ActivityEvent => anEvent({ action: 'mfa.removed', objectId });
    expect(found([of(anna), of(ben)])).toHaveLength(2);
  });

  it('asks for the roles of those accounts alone that were given one', () => {
    const events = [anEvent({ action: 'user.role-changed', objectId: ben }), anEvent({ action: 'mfa.removed', objectId: anna })];
    expect(accountsGranted(events)).toEqual([ben]);
  });
});

describe('a quiet day raises none', () => {
  it.each<[string, ActivityEvent]>([
    ['settings changed at noon', anEvent({ action: 'settings.changed' })],
    ['an audit log that is unchanged', anEvent({ action: 'audit.verified' })],
    ['a verification that somebody stopped', anEvent({ action: 'audit.verified', outcome: 'failed', code: 'stopped' })],
    ['a verification that a restart interrupted', anEvent({ action: 'audit.verified', outcome: 'failed', code: 'interrupted' })],
    ['a factor that was not removed', anEvent({ action: 'mfa.removed', outcome: 'denied', objectId: ben })],
    ['a grant that was refused', anEvent({ action: 'user.role-changed', outcome: 'denied', objectId: ben })],
    ['a grant that is announced', anEvent({ action: 'user.role-changed', outcome: 'intent', objectId: ben })],
    ['a nightly act of Chat Man itself', anEvent({ action: 'backup.deleted', actor: null, role: 'system', at: midnight })],
    ['a refused act at night', anEvent({ action: 'settings.changed', outcome: 'denied', at: midnight })],
  ])('%s', (_name, event) => {
    expect(found([event], roles('admin'))).toEqual([]);
  });
});
