import { RequestAct, RequestType, type RightsRequest } from '#contracts/rights/requests.js';
import { clockOf, personOf, questionOf, stepsOf, encryptionFault, isHandedOver } from './request-words.rules.js';

function aRequest(more: Partial<RightsRequest> = {}): RightsRequest {
  return {
    id: '01935000-0000-7000-8000-000000000001',
    type: 'access',
    subject: { id: 'ada', username: 'ada', displayName: 'Ada', contact: null },
    state: 'received',
    receivedAt: '2026-06-01T00:00:00.000Z',
    dueAt: '2026-07-01T00:00:00.000Z',
    extendedAt: null,
    closedAt: null,
    warnings: [],
    details: { text: '' },
    timeline: [
      { at: '2026-06-01T00:00:00.000Z', what: 'received', by: { role: 'officer', person: null }, note: null },
      { at: '2026-06-02T00:00:00.000Z', what: 'in-progress', by: null, note: 'Began' },
    ],
    partial: [],
    acts: [],
    package: null,
    inForce: false,
    liftsAt: null,
    certified: false,
    ...more,
  };
}

describe('the clock of a request', () => {
  it.each([
    ['2026-06-01T00:00:00.000Z', '30 days left', 'calm'],
    ['2026-06-16T00:00:00.000Z', '15 days left', 'warn'],
    ['2026-06-29T00:00:00.000Z', '2 days left', 'bad'],
    ['2026-06-30T12:00:00.000Z', '1 day left', 'bad'],
    ['2026-07-01T00:00:00.001Z', 'Overdue by 1 day', 'bad'],
    ['2026-07-03T12:00:00.000Z', 'Overdue by 3 days', 'bad'],
  ])('at %s: %s', (now, words, kind) => {
    expect(clockOf(aRequest(), new Date(now))).toMatchObject({ words, kind });
  });
});

describe('the story of a request', () => {
  it('says who did what, and what comes next', () => {
    const steps = stepsOf(aRequest(), 'ada');
    expect(steps.map(({ words }) => words)).toEqual([
      'A privacy officer made the request',
      'Chat Man started to carry it out',
      expect.stringContaining('A privacy officer checks who made the request.'),
    ]);
    expect(steps[1]).toMatchObject({ quote: 'Began' });
  });

  it('ends where the request has', () => {
    expect(stepsOf(aRequest({ state: 'completed' }), 'ada')).toHaveLength(2);
  });

  it.each([
    [{ id: 'ada', username: 'ada', displayName: 'Ada', contact: null }, 'Ada'],
    [{ id: null, username: null, displayName: null, contact: 'Jo Doe' }, 'Jo Doe'],
    [{ id: 'ada', username: null, displayName: null, contact: null }, 'A person whose account is gone'],
  ])('%o is %s', (subject, name) => {
    expect(personOf({ subject })).toBe(name);
  });

  it('asks before every act on every kind', () => {
    for (const act of RequestAct.options)
      for (const type of RequestType.options) expect(questionOf(act, aRequest({ type })).consequences.length).toBeGreaterThan(0);
    expect(questionOf('approve', aRequest({ type: 'erasure' }))).toMatchObject({ isDangerous: true, act: 'Erase the data' });
  });
});

it.each([
  ['passphrase', 'seven quiet rivers', true],
  ['passphrase', 'too short', false],
  ['recipient', ' age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p ', true],
  ['recipient', 'AGE-SECRET-KEY-1', false],
] as const)('encrypts with the %s “%s”: %s', (kind, typed, fits) => {
  expect(encryptionFault(kind, typed) === null).toBe(fits);
});

it('hands data over for those who did not ask for it here', () => {
  const found = { expiresAt: '2026-03-09T00:00:00.000Z', bytes: 1 };
  const first = (role: 'subject' | 'officer') => [
    { at: '2026-03-01T00:00:00.000Z', what: 'received' as const, by: { role, person: null }, note: null },
  ];
  expect(isHandedOver({ package: found, timeline: first('officer') })).toBe(true);
  expect(isHandedOver({ package: found, timeline: first('subject') })).toBe(false);
  expect(isHandedOver({ package: null, timeline: first('officer') })).toBe(false);
});
