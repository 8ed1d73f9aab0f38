import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NoticeList } from '../../libs/contracts/auth/notices.js';
import type { SecurityMetrics } from '../../libs/contracts/monitoring/security-metrics.js';
import type { RightsRequest, RequestType } from '../../libs/contracts/rights/requests.js';
import { RightsSchedule } from '../../apps/api/src/dsr/rights.schedule.js';
import { ConversationExpiry } from '../../apps/api/src/chat/conversation/conversation.expiry.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { proveAgain, type Person } from '../support/people.js';

const clock = new AdjustableClock();
const chatMan = await anApp({ clock, settings: { auth: { requireMfa: 'none' }, rights: { liftNoticeDays: 5 } } });
let admin: Person;
let officer: Person;

beforeAll(async () => {
  admin = await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'olga', { role: 'compliance_officer' });
});

async function approved(person: Person, type: RequestType): Promise<RightsRequest> {
  const { id } = await person.ask<RightsRequest>('POST', '/dsr/requests', { type, details: 'The data is wrong' });
  return officer.ask<RightsRequest>('POST', `/dsr/requests/${id}/approve`, { reason: 'Accuracy is contested' });
}

const asking = (person: Person) => person.send('POST', '/chat', { message: 'Hello' });
const act = (person: Person, { id }: RightsRequest, name: string, body: object = {}) =>
  person.send('POST', `/dsr/requests/${id}/${name}`, body);
const again = (person: Person, { id }: RightsRequest) => person.ask<RightsRequest>('GET', `/dsr/requests/${id}`);

/** What the schedule does some days from now; sessions do not grow old over it. */
async function watchedIn(days: number): Promise<void> {
  clock.advance({ hours: days * 24 });
  await chatMan.app.get(RightsSchedule).run();
  clock.advance({ hours: -days * 24 });
}

describe('while processing is restricted', () => {
  let ada: Person;
  let conversationId: string;
  let share: { id: string };

  beforeAll(async () => {
    ada = await aPerson(chatMan, 'ada.restricted', { role: 'operations_team' });
    ({ conversationId } = await ada.ask<{ conversationId: string }>('POST', '/chat', { message: 'zqxrestrictedwv' }));
    share = await ada.ask('POST', `/chat/conversations/${conversationId}/shares`, { readers: ['operations_team', 'admin'] });
    expect((await admin.send('GET', `/chat/shared/${share.id}`)).status).toBe(200);
    expect(await approved(ada, 'restriction')).toMatchObject({ state: 'completed', inForce: true, liftsAt: null });
  });

  it.each([
    ['/chat', { message: 'Hello' }],
    ['/rag/search', { query: 'opening hours' }],
    ['/rag/ask', { question: 'When do you open?' }],
  ])('nothing is asked: %s', async (path, body) => {
    const refused = await ada.send('POST', path, body);
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'processing-restricted']);
  });

  it('the person goes on reading, searching and exporting what is theirs', async () => {
    expect((await ada.send('GET', `/chat/conversations/${conversationId}`)).status).toBe(200);
    expect((await ada.send('GET', '/chat/search?q=zqxrestrictedwv')).status).toBe(200);
    expect((await ada.send('GET', `/chat/shared/${share.id}`)).status).toBe(200);
    const made = await ada.ask<RightsRequest>('POST', '/dsr/requests', { type: 'access', details: '' });
    await expect.poll(async () => (await again(ada, made)).state, { timeout: 30_000, interval: 300 }).toBe('completed');
    const zip = unzipSync(new Uint8Array(await (await ada.send('GET', `/dsr/requests/${made.id}/package`)).arrayBuffer()));
    expect(strFromU8(zip['data.json']!)).toContain('zqxrestrictedwv');
  });

  it('others read nothing of it in shared snapshots', async () => {
    expect((await admin.send('GET', `/chat/shared/${share.id}`)).status).toBe(404);
    const { items } = await admin.ask<{ items: { id: string }[] }>('GET', '/chat/shared');
    expect(items.map(({ id }) => id)).not.toContain(share.id);
  });

  it('retention passes over it', async () => {
    const expiry = chatMan.app.get(ConversationExpiry);
    const later = new Date(clock.now().getTime() + 86_400_000);
    expect(await expiry.due(later)).toMatchObject({ objects: 0, held: 1 });
  });
});

describe('ending it', () => {
  it('is the person’s at once, after a step-up, and by nobody’s leave', async () => {
    const bea = await aPerson(chatMan, 'bea.lifts');
    const [first, second] = [await approved(bea, 'restriction'), await approved(bea, 'restriction')];
    expect((await asking(bea)).status).toBe(403);
    clock.advance({ minutes: 11 });
    expect(await codeOf(await act(bea, second, 'lift'))).toBe('step-up-required');
    await proveAgain(bea);
    const lifted = (await (await act(bea, second, 'lift')).json()) as RightsRequest;
    expect(lifted).toMatchObject({ state: 'completed', inForce: false, acts: [] });
    expect(lifted.timeline.at(-1)).toMatchObject({ what: 'restriction-lifted', by: { role: 'subject' } });
    expect((await again(bea, first)).inForce).toBe(false);
    expect((await asking(bea)).status).toBeLessThan(300);
    clock.advance({ minutes: -11 });
  });

  it('by an officer comes after the person was informed, and can be taken back until then', async () => {
    const cleo = await aPerson(chatMan, 'cleo.informed');
    const restriction = await approved(cleo, 'restriction');
    expect(await codeOf(await act(officer, restriction, 'lift'))).toBe('reason-needed');
    const reason = { reason: 'The data was corrected' };
    const announced = (await (await act(officer, restriction, 'lift', reason)).json()) as RightsRequest;
    expect((Date.parse(announced.liftsAt!) - clock.now().getTime()) / 86_400_000).toBeCloseTo(5, 2);
    expect(announced).toMatchObject({ inForce: true, acts: ['keep'] });
    expect((await asking(cleo)).status).toBe(403);
    const notices = await cleo.ask<NoticeList>('GET', '/auth/notices');
    expect(notices.items[0]).toMatchObject({ kind: 'restriction.ends', about: announced.liftsAt!.slice(0, 10) });
    expect((await again(cleo, restriction)).timeline.at(-1)).toMatchObject({ what: 'lift-announced', note: reason.reason });

    await officer.ask('POST', `/dsr/requests/${restriction.id}/keep`, { reason: 'Still contested' });
    await watchedIn(6);
    expect(await again(officer, restriction)).toMatchObject({ inForce: true, liftsAt: null });

    await officer.ask('POST', `/dsr/requests/${restriction.id}/lift`, reason);
    await watchedIn(4);
    expect((await again(officer, restriction)).inForce).toBe(true);
    await watchedIn(6);
    await watchedIn(6);
    const ended = await again(officer, restriction);
    expect(ended).toMatchObject({ inForce: false, liftsAt: null });
    expect(ended.timeline.filter(({ what }) => what === 'restriction-lifted')).toHaveLength(1);
    expect((await asking(cleo)).status).toBeLessThan(300);
  });

  it('of an objection is the person’s alone', async () => {
    const dana = await aPerson(chatMan, 'dana.objects', { role: 'operations_team' });
    const objection = await approved(dana, 'objection');
    expect(await codeOf(await act(officer, objection, 'lift', { reason: 'We need it' }))).toBe('theirs-to-end');
    const lifted = await dana.ask<RightsRequest>('POST', `/dsr/requests/${objection.id}/lift`, {});
    expect(lifted.timeline.at(-1)).toMatchObject({ what: 'objection-ended' });
    expect(await codeOf(await act(dana, objection, 'lift'))).toBe('act-does-not-fit');
  });
});

it('leaves people who objected out of statistics', async () => {
  const [eve, fay] = [await aPerson(chatMan, 'eve.counted'), await aPerson(chatMan, 'fay.objects')];
  for (const person of [eve, fay]) {
    const { message } = await person.ask<{ message: { id: string } }>('POST', '/chat', { message: 'Hello' });
    await person.ask('PUT', `/chat/messages/${message.id}/feedback`, { rating: 'down' });
  }
  const metrics = () => admin.ask<SecurityMetrics>('GET', '/security/metrics');
  const before = await metrics();
  await approved(fay, 'objection');
  const after = await metrics();
  expect(before.feedback.down - after.feedback.down).toBe(1);
  expect(before.questions.byRole.external_client - after.questions.byRole.external_client).toBe(1);
});
