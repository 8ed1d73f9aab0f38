import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwaitingApproval } from '../../libs/contracts/auth/approvals.js';
import type { AuditEventPage, AuditPruning, AuditVerification } from '../../libs/contracts/audit/audit.js';
import type { Hold, HoldList } from '../../libs/contracts/retention/holds.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { patience } from '../support/patience.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { changeTogether, proveAgain, type Person } from '../support/people.js';

const chatMan = await anApp({
  settings: { auth: { requireMfa: 'none' }, audit: { logRetentionDays: 1460 }, retention: { holdReleaseDelayHours: 0 } },
});
const year = new Date().getUTCFullYear();
/** Past the retention of four years; and older than the year that the database insists on, but not past it. */
const [due, early] = [`${year - 6}-03`, `${year - 3}-03`];
const because = { reason: 'Kept for longer than our schedule says' };
let admin: Person;
let officer: Person;

beforeAll(async () => {
  admin = await theFirstAdmin(chatMan);
  officer = await aPerson(chatMan, 'pruning.officer', { role: 'compliance_officer' });
  for (const month of [due, early]) await aMonth(month);
});

/** A month of twenty events that were signed for. */
async function aMonth(month: string): Promise<void> {
  await asRole(chatMan.database.ownerUrl, (db) =>
    db.query(`SELECT audit.make_month('audit.event', 'event', $1), audit.make_month('audit.event_detail', 'event_detail', $1)`, [
      `${month}-01`,
    ]),
  );
  const superuserUrl = chatMan.database.superuserUrl;
  await asRole(superuserUrl, (db) =>
    db.query(
      `INSERT INTO audit.event (recorded_at, id, role, action, outcome)
       SELECT $1::date + interval '5 days', uuidv7(), 'admin', 'settings.changed', 'success' FROM generate_series(1, 20)`,
      [`${month}-01`],
    ),
  );
  const unsigned = `SELECT FROM audit.event WHERE recorded_at < $1 AND seq NOT IN (SELECT seq FROM audit.leaf)`;
  const end = `${month}-28`;
  await vi.waitFor(
    () => asRole(chatMan.database.ownerUrl, async (db) => expect((await db.query(unsigned, [end])).rowCount).toBe(0)),
    patience,
  );
}

beforeEach(() => Promise.all([admin, officer].map(proveAgain)));

const verified = () => officer.ask<AuditVerification>('POST', '/audit/verify');
const state = () => officer.ask<AuditPruning>('GET', '/audit/pruning');
const prune = (person: Person, month: string, headers: Record<string, string> = {}) =>
  person.send('POST', '/audit/pruning', { month, ...because }, headers);

describe('removing a month of audit events', () => {
  let approval: AwaitingApproval['approval'];

  it('is offered for the oldest month alone, once its time is over', async () => {
    expect(await state()).toEqual({
      oldestMonth: due,
      retentionDays: 1460,
      removableFrom: new Date(Date.UTC(year - 6, 3, 1 + 1460)).toISOString(),
      heldUntilReleased: false,
    });
    expect(await codeOf(await prune(officer, early))).toBe('month-not-prunable');
  });

  it('is for officers to ask', async () => {
    const client = await aClient(chatMan, 'pruning.client');
    for (const person of [client, admin]) expect((await prune(person, due)).status).toBe(403);
    expect((await client.send('GET', '/audit/pruning')).status).toBe(403);
  });

  it('waits for a second person, and nothing is removed before', async () => {
    const key = { 'Idempotency-Key': 'asked-for-pruning-once' };
    const answer = await prune(officer, due, key);
    const again = await prune(officer, due, key);
    expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([answer.status, 'true']);
    expect(await again.json()).toEqual(await answer.clone().json());
    expect(answer.status).toBe(202);
    approval = ((await answer.json()) as AwaitingApproval).approval;
    expect(approval).toMatchObject({ action: 'audit.prune', state: 'pending', summary: expect.stringContaining(due) as string });
    expect(await codeOf(await officer.send('POST', `/approvals/${approval.id}/approve`, because))).toBe('own-approval');
    expect(await verified()).toMatchObject({ valid: true, pruned: 0 });
  });

  it('is refused while a hold keeps the month, also when it was requested before, until two people have released the hold', async () => {
    const placing = { matter: 'Claim of Mx Ashgrove', ...because };
    const scope = { auditMonths: [{ from: due, to: null }] };
    const body = { ...placing, scope, reviewAt: '2040-01-01' };
    expect((await admin.send('POST', '/retention/holds', body)).status).toBe(403);
    const hold = await officer.ask<Hold>('POST', '/retention/holds', body);
    expect(hold).toMatchObject({ ...placing, scope, placedBy: { username: 'pruning.officer' }, releasedBy: null, inForce: true });
    expect(await state()).toMatchObject({ oldestMonth: due, heldUntilReleased: true });
    const refused = [await prune(officer, due), await admin.send('POST', `/approvals/${approval.id}/approve`, because)];
    expect(await Promise.all(refused.map(codeOf))).toEqual(['under-hold', 'under-hold']);
    expect(refused.map(({ status }) => status)).toEqual([409, 409]);

    const release = () => officer.send('POST', `/retention/holds/${hold.id}/release`, because);
    const asked = await release();
    expect(asked.status).toBe(202);
    const { approval: releasing } = (await asked.json()) as AwaitingApproval;
    expect(releasing).toMatchObject({ action: 'hold.release', summary: expect.stringContaining(placing.matter) as string });
    expect(await codeOf(await officer.send('POST', `/approvals/${releasing.id}/approve`, because))).toBe('own-approval');
    expect(await state()).toMatchObject({ heldUntilReleased: true });
    await admin.ask('POST', `/approvals/${releasing.id}/approve`, because);
    expect(await state()).toMatchObject({ oldestMonth: due, heldUntilReleased: false });
    expect(await codeOf(await release())).toBe('hold-released');
    const { items } = await admin.ask<HoldList>('GET', '/retention/holds');
    expect(items).toEqual([
      {
        ...hold,
        releasedBy: expect.objectContaining({ id: expect.any(String) }),
        releasedAt: expect.any(String),
        endsAt: expect.any(String),
        inForce: false,
      },
    ]);
    expect((await admin.ask<HoldList>('GET', '/retention/holds?state=in-force')).items).toEqual([]);
  });

  it('records who placed and who released a hold, and keeps its matter sealed', async () => {
    await asRole(chatMan.database.ownerUrl, async (db) => {
      const recorded = `SELECT action, role FROM audit.event WHERE action LIKE 'hold.%' ORDER BY seq`;
      expect((await db.query(recorded)).rows).toEqual([
        { action: 'hold.placed', role: 'compliance_officer' },
        { action: 'hold.released', role: 'admin' },
      ]);
      const inTheClear = `SELECT FROM retention.hold WHERE position('Ashgrove'::bytea IN matter) > 0 OR position('schedule'::bytea IN reason) > 0`;
      expect((await db.query(inTheClear)).rowCount).toBe(0);
    });
  });

  it('happens when another person approves, once, and is recorded; every other event can still be proved', async () => {
    await admin.ask('POST', `/approvals/${approval.id}/approve`, because);
    expect((await admin.send('POST', `/approvals/${approval.id}/approve`, because)).status).toBe(409);
    expect(await state()).toMatchObject({ oldestMonth: early });
    const why = { 'X-Access-Reason': 'the yearly removal' };
    const answer = await officer.send('GET', '/audit/events?action=audit.pruned', undefined, why);
    const { items } = (await answer.json()) as AuditEventPage;
    expect(items).toMatchObject([{ outcome: 'success', role: 'admin', object: { type: 'audit-range' } }]);
    expect(await verified()).toMatchObject({ valid: true, pruned: 20, firstBad: null });
  });

  it('is refused for a month whose time is not over', async () => {
    expect(await codeOf(await prune(officer, early))).toBe('month-not-prunable');
  });

  it('is refused when the retention was made longer before it was decided', async () => {
    const keepFor = (days: number) => changeTogether([admin, officer], { 'audit.logRetentionDays': days });
    await keepFor(365);
    const answer = await prune(officer, early);
    expect(answer.status).toBe(202);
    const { id } = ((await answer.json()) as AwaitingApproval).approval;
    await keepFor(3650);
    expect(await codeOf(await admin.send('POST', `/approvals/${id}/approve`, because))).toBe('month-not-prunable');
    expect(await state()).toMatchObject({ oldestMonth: early });
    expect(await verified()).toMatchObject({ valid: true, pruned: 20 });
  });

  it.each(['2020-13', '2020', 'march', ''])('is refused for %j, which is no month', async (month) => {
    expect((await prune(officer, month)).status).toBe(400);
  });
});
