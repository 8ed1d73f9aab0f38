import { beforeAll, describe, expect, it } from 'vitest';
import type { OwnData } from '../../libs/contracts/dsr.js';
import type { RightsRequest, RightsRequestList } from '../../libs/contracts/rights/requests.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, aPerson, aSessionOf, aTokenOf, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const clock = new AdjustableClock();
let chatMan: TestApp;
let officer: Person;
let other: Person;
let ada: Person;

beforeAll(async () => {
  chatMan = await anApp({ clock, settings: { auth: { requireMfa: 'none' } } });
  await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'olga', { role: 'compliance_officer', displayName: 'Olga Officer' });
  other = await aPerson(chatMan, 'omar', { role: 'compliance_officer' });
  ada = await aClient(chatMan, 'ada.client');
});

const recorded = (type: RightsRequest['type'], more: object = {}): Promise<RightsRequest> =>
  officer.ask('POST', '/dsr/requests', { type, details: 'By letter', subject: ada.id, ...more });

const act = (person: Person, { id }: Pick<RightsRequest, 'id'>, name: string, body: object = {}): Promise<RightsRequest> =>
  person.ask('POST', `/dsr/requests/${id}/${name}`, body);

async function problemOf(answer: Promise<Response>): Promise<{ status: number; code: string; detail: string; errors?: unknown }> {
  const response = await answer;
  return { ...((await response.json()) as { code: string; detail: string }), status: response.status };
}

describe('a request of one’s own', () => {
  it('takes a step-up in place of an identity check, and no token', async () => {
    const fresh = await aSessionOf(chatMan, 'ada.client');
    const body = { type: 'erasure', details: 'Please forget me' };
    expect(await problemOf(fresh.send('POST', '/dsr/requests', body))).toMatchObject({ status: 428, code: 'step-up-required' });
    const token = await aTokenOf(chatMan, ada, ['rights:exercise']);
    const headers = { Authorization: `Bearer ${token}`, Cookie: '' };
    expect(await problemOf(ada.send('POST', '/dsr/requests', body, headers))).toMatchObject({
      status: 403,
      code: 'needs-session',
    });

    const made = await ada.ask<RightsRequest>('POST', '/dsr/requests', body);
    expect(made).toMatchObject({
      type: 'erasure',
      state: 'identity-confirmed',
      subject: { id: ada.id, username: 'ada.client' },
      details: { text: 'Please forget me' },
      timeline: [
        { what: 'received', by: { role: 'subject', person: { username: 'ada.client' } } },
        { what: 'identity-confirmed' },
      ],
      acts: ['withdraw'],
      extendedAt: null,
      warnings: [],
      partial: [],
    });
    expect(await act(ada, made, 'withdraw', { reason: 'I changed my mind' })).toMatchObject({ state: 'withdrawn', acts: [] });
  });

  it('is seen by its person and by officers, and by nobody else', async () => {
    const { id } = await ada.ask<RightsRequest>('POST', '/dsr/requests', { type: 'objection', details: '' });
    const eve = await aClient(chatMan, 'eve.client');
    expect((await eve.send('GET', `/dsr/requests/${id}`)).status).toBe(404);
    expect((await eve.send('POST', `/dsr/requests/${id}/withdraw`, {})).status).toBe(404);
    expect((await eve.ask<RightsRequestList>('GET', '/dsr/requests')).items).toEqual([]);
    expect((await ada.ask<RightsRequestList>('GET', '/dsr/requests')).items.map((each) => each.id)).toContain(id);
    expect((await officer.ask<RightsRequestList>('GET', '/dsr/requests?state=open')).items.map((each) => each.id)).toContain(id);
    expect((await officer.ask<RightsRequestList>('GET', '/dsr/requests?mine=true')).items).toEqual([]);
    await act(ada, { id }, 'withdraw');
  });

  it('corrects a name at once', async () => {
    const bea = await aClient(chatMan, 'bea.wrong');
    const made = await bea.ask<RightsRequest>('POST', '/dsr/requests', {
      type: 'rectification',
      details: { text: 'I married', displayName: 'Bea Right', username: 'bea.right' },
    });
    expect(made).toMatchObject({ state: 'completed' });
    expect(made.timeline.map(({ what }) => what)).toEqual([
      'received',
      'identity-confirmed',
      'approved',
      'names-corrected',
      'completed',
    ]);
    expect(await bea.ask('GET', '/auth/me')).toMatchObject({ username: 'bea.right', displayName: 'Bea Right' });
    const taken = { type: 'rectification', details: { username: 'ada.client' } };
    expect(await problemOf(bea.send('POST', '/dsr/requests', taken))).toMatchObject({ status: 409, code: 'username-taken' });
    expect((await bea.ask<RightsRequestList>('GET', '/dsr/requests')).items).toHaveLength(1);
  });

  it('restricts processing once an officer approves, and reading goes on', async () => {
    const cleo = await aClient(chatMan, 'cleo.client');
    const made = await cleo.ask<RightsRequest>('POST', '/dsr/requests', { type: 'restriction', details: 'The data is wrong' });
    expect(await act(officer, made, 'approve', { reason: 'Accuracy is contested' })).toMatchObject({ state: 'completed' });
    expect(await problemOf(cleo.send('POST', '/chat', { message: 'Hello' }))).toMatchObject({ code: 'processing-restricted' });
    expect((await cleo.send('GET', '/chat/conversations')).status).toBe(200);
    expect((await cleo.ask<OwnData>('GET', '/dsr/me')).account).toMatchObject({ restricted: true, objected: false });
  });
});

describe('a request that an officer records', () => {
  it('goes from received to its end, with each act and its reason in the timeline', async () => {
    const made = await recorded('objection', { receivedAt: '2026-01-31T10:00:00.000Z' });
    expect(made).toMatchObject({
      state: 'received',
      dueAt: '2026-02-28T10:00:00.000Z',
      acts: expect.arrayContaining(['refuse']),
    });
    await act(officer, made, 'verify-identity', { reason: 'Passport seen at the desk' });
    const done = await act(officer, made, 'approve', { reason: 'No overriding grounds' });
    expect(done).toMatchObject({ state: 'completed', acts: [] });
    expect(done.timeline.map(({ what, note }) => [what, note])).toEqual([
      ['received', null],
      ['identity-confirmed', 'Passport seen at the desk'],
      ['approved', 'No overriding grounds'],
      ['objected', null],
      ['completed', null],
    ]);
    const seen = await ada.ask<RightsRequest>('GET', `/dsr/requests/${made.id}`);
    expect(seen.timeline[1]).toMatchObject({ by: { role: 'officer', person: null } });
    expect(JSON.stringify(seen)).not.toContain('olga');
  });

  it('can be for somebody without an account', async () => {
    const made = await officer.ask<RightsRequest>('POST', '/dsr/requests', {
      type: 'access',
      details: 'What do you have about me?',
      subject: { contact: 'Jo Doe, 1 High Street' },
    });
    expect(made.subject).toEqual({ id: null, username: null, displayName: null, contact: 'Jo Doe, 1 High Street' });
    await act(officer, made, 'verify-identity', { reason: 'Copy of the passport' });
    expect(await act(officer, made, 'approve')).toMatchObject({ state: 'approved' });
    expect(await act(officer, made, 'complete', { reason: 'Answered by letter: nothing is held' })).toMatchObject({
      state: 'completed',
    });
  });

  it.each([
    [{ subject: 'nobody.here' }, 422, 'no-such-subject'],
    [{ subject: '01890000-0000-7000-8000-000000000000' }, 422, 'no-such-subject'],
    [{ subject: 'ada.client', receivedAt: '2999-01-01T00:00:00.000Z' }, 422, 'received-in-future'],
    [{ type: 'forgetting' }, 400, 'invalid-request'],
    [{ details: 7 }, 400, 'invalid-request'],
  ])('is refused with %o', async (more, status, code) => {
    const body = { type: 'access', details: '', ...more };
    expect(await problemOf(officer.send('POST', '/dsr/requests', body))).toMatchObject({ status, code });
  });

  it('is for officers alone, and so is an earlier date', async () => {
    for (const more of [{ subject: officer.id }, { receivedAt: '2026-01-01T00:00:00.000Z' }])
      expect(await problemOf(ada.send('POST', '/dsr/requests', { type: 'access', details: '', ...more }))).toMatchObject({
        status: 403,
        code: 'officers-only',
      });
  });

  it('names the acts that fit where one does not', async () => {
    const made = await recorded('erasure');
    const refused = await problemOf(officer.send('POST', `/dsr/requests/${made.id}/complete`, { reason: 'Done by hand' }));
    expect(refused).toMatchObject({ status: 409, code: 'act-does-not-fit' });
    expect(refused.errors).toEqual(
      ['verify-identity', 'refuse', 'extend', 'withdraw'].map((message) => ({ path: 'act', message })),
    );
    await act(officer, made, 'refuse', { reason: 'Manifestly excessive', article: '12(5)' });
    const over = await problemOf(officer.send('POST', `/dsr/requests/${made.id}/withdraw`, {}));
    expect(over).toMatchObject({ status: 409, code: 'act-does-not-fit', detail: expect.stringContaining('closed') as string });
    expect((await officer.ask<RightsRequest>('GET', `/dsr/requests/${made.id}`)).partial).toEqual([
      { article: '12(5)', what: 'the erasure as a whole', reason: 'Manifestly excessive' },
    ]);
  });

  it('cannot be decided by the person whom it is about', async () => {
    const about = await officer.ask<RightsRequest>('POST', '/dsr/requests', { type: 'access', details: '', subject: other.id });
    expect(
      await problemOf(other.send('POST', `/dsr/requests/${about.id}/verify-identity`, { reason: 'It is me' })),
    ).toMatchObject({
      status: 403,
      code: 'own-request',
    });
    await act(other, about, 'withdraw');
  });
});

describe('the period', () => {
  it('is extended once, in time, with a reason', async () => {
    const made = await recorded('objection', { receivedAt: new Date(clock.now().getTime() - 86_400_000).toISOString() });
    expect((await officer.send('POST', `/dsr/requests/${made.id}/extend`, {})).status).toBe(400);
    const extended = await act(officer, made, 'extend', { reason: 'Many requests at once' });
    expect(Date.parse(extended.dueAt) - Date.parse(made.dueAt)).toBeGreaterThan(55 * 86_400_000);
    expect(extended.extendedAt).not.toBeNull();
    expect(await problemOf(officer.send('POST', `/dsr/requests/${made.id}/extend`, { reason: 'Once more' }))).toMatchObject({
      code: 'act-does-not-fit',
    });
    await act(officer, made, 'withdraw');
  });

  it('cannot be extended when it is over, and says so', async () => {
    const late = await recorded('objection', { receivedAt: '2025-01-31T10:00:00.000Z' });
    expect(late.warnings).toEqual(['50', '75', '90', 'overdue']);
    expect(late.acts).not.toContain('extend');
    expect(await problemOf(officer.send('POST', `/dsr/requests/${late.id}/extend`, { reason: 'Too late' }))).toMatchObject({
      code: 'act-does-not-fit',
    });
    await act(officer, late, 'withdraw');
  });
});

describe('what is held about oneself', () => {
  it('is shown by class with who looked', async () => {
    const dana = await aPerson(chatMan, 'dana.staff', { role: 'operations_team' });
    await dana.ask('POST', '/chat', { message: 'Hello' });
    await officer.ask('POST', '/dsr/requests', { type: 'objection', details: '', subject: 'dana.staff' });
    const own = await dana.ask<OwnData>('GET', '/dsr/me');
    expect(own.classes.find(({ dataClass }) => dataClass === 'content')?.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ table: 'chat.message', rows: 2 })]),
    );
    expect(own.accesses).toEqual([
      expect.objectContaining({
        action: 'rights-request.made',
        role: 'compliance_officer',
        person: expect.objectContaining({ displayName: 'Olga Officer' }) as object,
      }),
    ]);
    expect(JSON.stringify((await ada.ask<OwnData>('GET', '/dsr/me')).accesses)).not.toContain('Olga');
  });
});
