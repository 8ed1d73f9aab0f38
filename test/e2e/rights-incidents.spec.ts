import { beforeAll, expect, it } from 'vitest';
import type { Incident, IncidentForm } from '../../libs/contracts/rights/incidents.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const clock = new AdjustableClock();
let chatMan: TestApp;
let admin: Person;
let officer: Person;

beforeAll(async () => {
  chatMan = await anApp({ clock, settings: { auth: { requireMfa: 'none' } } });
  admin = await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'olga', { role: 'compliance_officer' });
});

const awareAt = (hoursAgo: number): string => new Date(clock.now().getTime() - hoursAgo * 3_600_000).toISOString();

const recorded = (more: object = {}): Promise<Incident> =>
  officer.ask('POST', '/security/incidents', {
    title: 'A stolen laptop',
    kind: 'loss of confidentiality',
    awareAt: awareAt(1),
    description: 'A signed-in laptop was taken from the ward.',
    ...more,
  });

it('has 72 hours from awareness, says when they are over, and not once it was decided', async () => {
  const fresh = await recorded();
  expect(fresh).toMatchObject({ state: 'open', overdue: false, decision: null });
  expect(Date.parse(fresh.notifyBy) - Date.parse(fresh.awareAt)).toBe(72 * 3_600_000);
  const late = await recorded({ awareAt: awareAt(73) });
  expect(late.overdue).toBe(true);
  expect(await officer.ask<IncidentForm>('GET', `/security/incidents/${late.id}/form`)).toMatchObject({ reasonsForDelay: '' });
  const decided = await officer.ask<Incident>('POST', `/security/incidents/${late.id}/decide`, {
    notify: false,
    reason: 'The disk was encrypted',
  });
  expect(decided).toMatchObject({ state: 'open', overdue: false, decision: 'do-not-notify' });
});

it('computes whom it concerns from what the accounts read, and says so in the form', async () => {
  const [eve, ada] = [await aClient(chatMan, 'eve.victim'), await aClient(chatMan, 'ada.victim')];
  await admin.ask('GET', `/users/${eve.id}`);
  await admin.ask('GET', `/users/${ada.id}`);
  const incident = await recorded({ accounts: [admin.id], from: awareAt(24) });
  expect(incident.affected).toMatchObject({ people: 3, basis: expect.stringContaining('1 account,') as string });
  await officer.ask('POST', `/security/incidents/${incident.id}/updates`, { text: 'All sessions of the account were ended.' });
  expect(await officer.ask<IncidentForm>('GET', `/security/incidents/${incident.id}/form`)).toMatchObject({
    approximatePeople: 3,
    measures: ['All sessions of the account were ended.'],
    reasonsForDelay: null,
  });
  const renamed = await officer.ask<Incident>('PATCH', `/security/incidents/${incident.id}`, {
    accounts: ['eve.victim', eve.id],
  });
  expect([renamed.accounts, renamed.people.map(({ username }) => username)]).toEqual([[eve.id], ['eve.victim']]);
  const unknown = await officer.send('PATCH', `/security/incidents/${incident.id}`, { accounts: ['no.body'] });
  expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([422, 'no-such-account']);
  const nobody = await officer.ask<Incident>('PATCH', `/security/incidents/${incident.id}`, { accounts: [] });
  expect(nobody.affected).toMatchObject({ people: 0, basis: expect.stringContaining('No account was named') as string });
});

it('is closed by two people, after a decision, and then stays as it is', async () => {
  const { id } = await recorded();
  await officer.ask('POST', '/auth/step-up', { password: officer.password });
  const early = await officer.send('POST', `/security/incidents/${id}/close`, { reason: 'All is done' });
  expect([early.status, ((await early.json()) as { code: string }).code]).toEqual([409, 'incident-undecided']);
  expect(
    await officer.ask('POST', `/security/incidents/${id}/decide`, {
      notify: true,
      reason: 'Notified by the form of the authority',
    }),
  ).toMatchObject({ state: 'notified' });
  const { approval } = await officer.ask<{ approval: { id: string } }>('POST', `/security/incidents/${id}/close`, {
    reason: 'All is done',
  });
  expect(await officer.ask('GET', `/security/incidents/${id}`)).toMatchObject({ state: 'notified' });
  await admin.ask('POST', `/approvals/${approval.id}/approve`, { reason: 'Read and agreed' });
  const closed = await officer.ask<Incident>('GET', `/security/incidents/${id}`);
  expect(closed).toMatchObject({ state: 'closed' });
  expect(closed.timeline.map(({ what }) => what)).toEqual(['recorded', 'notified', 'closing-requested', 'closed']);
  expect((await officer.send('POST', `/security/incidents/${id}/updates`, { text: 'One more thing' })).status).toBe(409);
  expect((await officer.send('PATCH', `/security/incidents/${id}`, { title: 'Another title' })).status).toBe(409);
});

it('is nobody’s business but of those who handle incidents, and cannot begin in the future', async () => {
  const client = await aClient(chatMan, 'curious.client');
  expect((await client.send('GET', '/security/incidents')).status).toBe(403);
  const body = { title: 'Tomorrow', kind: 'loss', awareAt: awareAt(-2), description: 'Not yet' };
  expect((await officer.send('POST', '/security/incidents', body)).status).toBe(422);
});
