import type { AuditVerification } from '#contracts/audit/audit.js';
import { auditActions } from '#contracts/audit/audit-actions.js';
import { auditCodes } from '#contracts/audit/audit-codes.js';
import { sentencesInEnglish } from './audit-sentences.en.js';
import { actionWords, actorWords, sentenceOf, verdictWords, type SaidEvent } from './audit-words.rules.js';

const clean: AuditVerification = {
  valid: true,
  size: 11_030,
  signedSize: 11_030,
  events: 11_030,
  pruned: 0,
  waiting: 0,
  checkedAt: '2026-11-21T10:00:00.000Z',
  durationMs: 1240,
  root: 'aaaa',
  firstBad: null,
};
const bad = (firstBad: AuditVerification['firstBad']) => verdictWords({ ...clean, valid: false, firstBad });

describe('words for the audit log', () => {
  it('reads actions aloud', () => {
    expect(actionWords('user.role-changed')).toBe('User role changed');
  });

  it.each([
    [{ actor: null, role: 'system' }, 'Chat Man'],
    [{ actor: null, role: 'visitor' }, 'A visitor'],
    [{ actor: '01a1ffea-af1f-77a6-9eb2-e828c0efab08', role: 'admin' }, '…c0efab08'],
    [{ actor: 'me', role: 'admin' }, 'You'],
    [{ actor: 'a', role: 'admin' }, 'Ada Lindqvist (ada)'],
    [{ actor: 'b', role: 'admin' }, 'bertil'],
    [{ actor: 'erased-meanwhile', role: 'admin' }, '…eanwhile'],
  ])('%o is %s', (event, words) => {
    const people = [
      { id: 'a', username: 'ada', displayName: 'Ada Lindqvist' },
      { id: 'b', username: 'bertil', displayName: 'bertil' },
      { id: 'erased-meanwhile', username: null, displayName: null },
    ];
    expect(actorWords(event, 'me', new Map(people.map((person) => [person.id, person])))).toBe(words);
  });

  it('says how a clean check went', () => {
    expect(verdictWords(clean)).toBe('All 11,030 events are unchanged since they were signed. Checked in 1.2 seconds.');
  });

  it('names the first bad place as people count', () => {
    expect(bad({ index: 41, upTo: 42, kind: 'altered', where: 'event' })).toContain('Event number 42 was altered.');
  });

  it('names a stretch where no single place can be told', () => {
    expect(bad({ index: 41, upTo: 50, kind: 'missing', where: 'tree' })).toContain(
      'Something between events 42 and 50 is missing.',
    );
  });
});

describe('the sentence of an event', () => {
  const names = new Map(
    ['ada', 'Erin'].map((username) => [username, { id: username, username, displayName: username }] as const),
  );
  const event: SaidEvent = {
    actor: 'ada',
    role: 'admin',
    action: 'user.role-changed',
    object: { type: 'user', id: 'Erin' },
    outcome: 'success',
    reason: null,
    newRole: 'admin',
  };
  const say = (more: Partial<SaidEvent>) => sentenceOf({ ...event, ...more }, 'me', names);

  it.each<[Partial<SaidEvent>, string]>([
    [{}, 'ada gave Erin the role Administrator'],
    [{ newRole: null }, 'ada changed the role of Erin'],
    [{ outcome: 'denied' }, 'ada tried to change the role of Erin'],
    [{ actor: 'me', action: 'user.disabled' }, 'You disabled the account of Erin'],
    [{ object: { type: 'user', id: '01a1ffea-c0efab08' } }, 'ada gave account …c0efab08 the role Administrator'],
    [{ action: 'backup.created', outcome: 'intent', object: { type: 'backup', id: 'b' } }, 'ada was about to make a backup'],
    [{ action: 'settings.changed', object: { type: 'settings', id: 'a.b,c.d' } }, 'ada changed settings: a.b, c.d'],
    [{ action: 'settings.changed', object: null }, 'ada changed settings'],
    [{ actor: null, role: 'visitor', action: 'session.refused', outcome: 'denied' }, 'A visitor was refused sign-in as Erin'],
    [{ action: 'user.registered', object: { type: 'user', id: 'ada' } }, 'ada created an account'],
    [{ action: 'session.ended', reason: 'idle' }, 'ada was signed out after inactivity'],
    [
      { actor: null, role: 'system', action: 'audit.verified', object: { type: 'audit-range', id: '0-1200' } },
      'Chat Man verified the audit log, events 1 to 1,200',
    ],
    [{ action: 'thing.done-in-an-older-version' }, 'ada: Thing done in an older version'],
  ])('%o: %s', (more, words) => {
    expect(say(more)).toBe(words);
  });

  it.each(auditActions)('can be said of %s with every outcome, with and without an object', (action) => {
    for (const outcome of ['success', 'denied', 'failed', 'intent'] as const)
      for (const object of [null, event.object]) expect(say({ action, outcome, object })).toMatch(/^ada [a-z][^{}[\]]{3,}$/);
  });

  it('knows no code that no event has', () => {
    const codes = Object.values(sentencesInEnglish).flatMap(({ byCode }) => Object.keys(byCode ?? {}));
    expect(codes.filter((code) => !auditCodes.some((known) => known === code))).toEqual([]);
  });
});
