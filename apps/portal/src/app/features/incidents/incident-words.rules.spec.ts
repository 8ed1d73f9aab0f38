import type { Incident } from '#contracts/rights/incidents.js';
import { clockOf, formText, stepsOf } from './incident-words.rules.js';

function anIncident(more: Partial<Incident> = {}): Incident {
  return {
    id: '01935000-0000-7000-8000-000000000001',
    title: 'A stolen laptop',
    kind: 'loss of confidentiality',
    description: 'It was signed in.',
    state: 'open',
    awareAt: '2026-06-01T00:00:00.000Z',
    notifyBy: '2026-06-04T00:00:00.000Z',
    overdue: false,
    notifiedAt: null,
    decision: null,
    affected: { people: 0, basis: 'No account was named.' },
    accounts: [],
    people: [],
    from: null,
    to: null,
    closedAt: null,
    timeline: [
      { at: '2026-06-01T01:00:00.000Z', what: 'recorded', by: { id: 'olga', username: 'olga', displayName: 'Olga' }, note: null },
    ],
    ...more,
  };
}

describe('the clock of an incident', () => {
  it.each([
    ['2026-06-01T01:00:00.000Z', '71 hours left', 'calm'],
    ['2026-06-02T13:00:00.000Z', '35 hours left', 'warn'],
    ['2026-06-03T23:30:00.000Z', 'less than an hour left', 'bad'],
    ['2026-06-04T01:30:00.000Z', 'Overdue by 1 hour', 'bad'],
    ['2026-06-14T00:00:00.000Z', 'Overdue by 10 days', 'bad'],
  ])('at %s: %s', (now, words, kind) => {
    expect(clockOf(anIncident(), new Date(now))).toMatchObject({ words, kind });
  });

  it('stops with the decision, whichever it is', () => {
    const now = new Date('2026-07-01T00:00:00.000Z');
    expect(clockOf(anIncident({ decision: 'do-not-notify' }), now)).toBeNull();
    expect(clockOf(anIncident({ state: 'notified', decision: 'notify' }), now)).toBeNull();
  });
});

describe('the story of an incident', () => {
  const words = (more: Partial<Incident>): string[] =>
    stepsOf(anIncident(more), 'olga', () => 'Thursday').map((step) => step.words);

  it('says who did what, and what comes next', () => {
    expect(words({})).toEqual(['You recorded the incident', 'Decide until Thursday whether the authority is notified.']);
    expect(words({ decision: 'do-not-notify' }).at(-1)).toContain('close it with a second person');
    expect(words({ state: 'closed', decision: 'notify' })).toEqual(['You recorded the incident']);
  });
});

it('writes the fields of Art. 33(3), with what is still missing', () => {
  const text = formText({
    nature: 'loss: A laptop',
    categoriesOfPeople: 'People with an account',
    approximatePeople: 12,
    basisOfTheNumber: 'From the audit log.',
    contact: '',
    likelyConsequences: '',
    measures: ['Sessions ended', 'Disk wiped'],
    awareAt: '2026-06-01T00:00:00.000Z',
    notifyBy: '2026-06-04T00:00:00.000Z',
    reasonsForDelay: null,
    furtherInformationFollows: true,
  });
  expect(text).toContain('12. From the audit log.');
  expect(text).toContain('Sessions ended\nDisk wiped');
  expect(text).toContain('Contact, Art. 33(3)(b)\n(to be filled in)');
  expect(text).not.toContain('Reasons for the delay');
});
