import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HoldReminders } from '../../apps/api/src/retention/holds/hold-reminders.js';
import { RetentionFacade } from '../../apps/api/src/retention/retention.facade.js';
import type { AwaitingApproval } from '../../libs/contracts/auth/approvals.js';
import type { Hold, HoldList } from '../../libs/contracts/retention/holds.js';
import type { ProblemDocument } from '../../libs/contracts/problem.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { proveAgain, type Person } from '../support/people.js';

const chatMan = await anApp({ settings: { auth: { requireMfa: 'none' }, retention: { holdReleaseDelayHours: 48 } } });
const because = { reason: 'The court asked for it' };
const placing = { matter: 'Claim of Mx Ashgrove', reviewAt: '2040-01-01', ...because };
let admin: Person;
let officer: Person;
let client: Person;

beforeAll(async () => {
  admin = await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'holds.officer', { role: 'compliance_officer' });
  client = await aClient(chatMan, 'holds.client');
});
beforeEach(() => Promise.all([admin, officer].map(proveAgain)));

const aConversation = async (): Promise<string> =>
  (await client.ask<{ conversationId: string }>('POST', '/chat', { message: 'Where is the contract?' })).conversationId;
const place = (scope: object) => officer.ask<Hold>('POST', '/retention/holds', { ...placing, scope });

describe('a legal hold', () => {
  it('keeps a conversation from its owner, who does not learn what for', async () => {
    const id = await aConversation();
    const hold = await place({ conversations: [id] });
    expect(hold).toMatchObject({ ...placing, reviewAt: '2040-01-01T00:00:00.000Z', inForce: true, releaseDelayHours: 48 });
    expect(hold.gone.conversations).toEqual([]);
    const refused = await client.send('DELETE', `/chat/conversations/${id}`);
    expect(refused.status).toBe(409);
    const problem = (await refused.json()) as ProblemDocument;
    expect(problem.code).toBe('under-hold');
    expect(JSON.stringify(problem)).not.toMatch(new RegExp(`Ashgrove|${hold.id}`));
    expect((await client.send('GET', `/chat/conversations/${id}`)).status).toBe(200);
  });

  it('on a person keeps every conversation of theirs, and other rooms can ask which hold does', async () => {
    const id = await aConversation();
    const hold = await place({ subjects: [client.id] });
    expect(hold.people).toEqual([expect.objectContaining({ id: client.id, username: 'holds.client' })]);
    expect(await codeOf(await client.send('DELETE', `/chat/conversations/${id}`))).toBe('under-hold');
    const over = await chatMan.app.get(RetentionFacade).holdsOver(client.id);
    expect(over).toContainEqual({ id: hold.id, matter: placing.matter, keeps: 'everything' });
    expect(await chatMan.app.get(RetentionFacade).holdsOver(officer.id)).toEqual([]);
  });

  it('names itself to those who may read holds', async () => {
    const collection = await admin.ask<{ id: string }>('POST', '/rag/collections', {
      name: 'Contracts',
      description: 'Contracts',
      readers: ['admin'],
    });
    const hold = await place({ collections: [collection.id] });
    const refused = await admin.send('DELETE', `/rag/collections/${collection.id}`);
    expect([refused.status, ((await refused.json()) as ProblemDocument).holds]).toEqual([409, [hold.id]]);
  });

  it('says what of it is not there any more', async () => {
    const gone = '01940000-0000-7000-8000-000000000001';
    const hold = await place({ conversations: [gone, await aConversation()], auditMonths: ['2001-01'] });
    expect(hold.gone).toEqual({
      subjects: [],
      conversations: [gone],
      collections: [],
      auditMonths: [{ from: '2001-01', to: '2001-01' }],
    });
  });

  it('ends only after two people and its delay, and until then the release can be withdrawn', async () => {
    const id = await aConversation();
    const hold = await place({ conversations: [id] });
    const asked = await officer.send('POST', `/retention/holds/${hold.id}/release`, because);
    const { approval } = (await asked.json()) as AwaitingApproval;
    expect([asked.status, await codeOf(await officer.send('POST', `/approvals/${approval.id}/approve`, because))]).toEqual([
      202,
      'own-approval',
    ]);
    await admin.ask('POST', `/approvals/${approval.id}/approve`, because);
    const { items } = await officer.ask<HoldList>('GET', '/retention/holds?state=in-force');
    const released = items.find((each) => each.id === hold.id)!;
    expect(Date.parse(released.endsAt!) - Date.parse(released.releasedAt!)).toBe(48 * 3_600_000);
    expect(await codeOf(await client.send('DELETE', `/chat/conversations/${id}`))).toBe('under-hold');
    const kept = await officer.ask<Hold>('POST', `/retention/holds/${hold.id}/keep`, because);
    expect(kept).toMatchObject({ releasedBy: null, endsAt: null, inForce: true });
    expect(await codeOf(await officer.send('POST', `/retention/holds/${hold.id}/keep`, because))).toBe('release-not-pending');
  });

  it('is found when its review is due, until somebody confirms that it is needed', async () => {
    const hold = await place({ conversations: [await aConversation()] });
    const due = async () => (await officer.ask<HoldList>('GET', '/retention/holds?due=true')).items.map(({ id }) => id);
    await asRole(chatMan.database.ownerUrl, (db) =>
      db.query(`UPDATE retention.hold SET review_at = now() - interval '1 day' WHERE id = $1`, [hold.id]),
    );
    expect(await due()).toEqual([hold.id]);
    const reminders = chatMan.app.get(HoldReminders);
    await reminders.remind();
    await reminders.remind();
    const reminded = await asRole(chatMan.database.ownerUrl, (db) =>
      db.query(`SELECT FROM audit.event WHERE action = 'hold.review-due' AND object_id = $1`, [hold.id]),
    );
    expect(reminded.rowCount).toBe(1);
    const review = (reviewAt: string) => officer.send('POST', `/retention/holds/${hold.id}/review`, { reviewAt, ...because });
    expect(await codeOf(await review('2020-01-01'))).toBe('review-in-past');
    expect((await review('2041-01-01')).status).toBe(200);
    expect(await due()).toEqual([]);
  });

  it('is placed by officers alone, with something to keep', async () => {
    for (const person of [admin, client])
      expect((await person.send('POST', '/retention/holds', { ...placing, scope: { subjects: [client.id] } })).status).toBe(403);
    expect((await officer.send('POST', '/retention/holds', { ...placing, scope: {} })).status).toBe(400);
  });
});
