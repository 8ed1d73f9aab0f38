import type { AuditVerification } from '#contracts/audit.js';
import { actionWords, actorWords, verdictWords } from './audit-words.rules.js';

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
    [{ actor: null, role: 'system' }, 'Chat Man itself'],
    [{ actor: null, role: 'visitor' }, 'Nobody signed in'],
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
    expect(verdictWords(clean)).toBe('All 11,030 events are as they were signed. Checked in 1.2 seconds.');
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
