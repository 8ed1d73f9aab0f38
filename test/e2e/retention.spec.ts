import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { RetentionRunner } from '../../apps/api/src/retention/runs/retention-runner.js';
import { RunRepository } from '../../apps/api/src/retention/runs/run.repository.js';
import { emptyDigest } from '../../apps/api/src/retention/runs/removal-digest.js';
import { RetentionSchedule } from '../../apps/api/src/retention/runs/retention.schedule.js';
import type { AwaitingApproval } from '../../libs/contracts/auth/approvals.js';
import type {
  PolicyVersions,
  RetentionPolicies,
  RetentionPolicy,
  RetentionPreview,
  RetentionRunPage,
  RetentionRunStarted,
} from '../../libs/contracts/retention/retention.js';
import { SchemaCheck } from '../../libs/platform/database/declared/schema-check.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { uuidv7 } from '../../libs/platform/ids.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { Expiries } from '../../libs/platform/retention/expiry.js';
import { untimedClasses } from '../../libs/platform/retention/retention-classes.js';
import { verifyCertificate } from '../../libs/transparency/certificate/certificate.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { codeOf } from '../support/answers.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { patience } from '../support/patience.js';
import { proveAgain, type Person } from '../support/people.js';

const because = { reason: 'Our schedule says so' };
const clock = new AdjustableClock();
let subject: TestApp;
let client: Person;
let admin: Person;
let officer: Person;
let owner: pg.Client;

beforeAll(async () => {
  subject = await anApp({
    clock,
    settings: { auth: { requireMfa: 'none' }, retention: { maxSessionAgeDays: 90, autoCleanupEnabled: false } },
  });
  admin = await theFirstAdmin(subject);
  officer = await aPerson(subject, 'retention.officer', { role: 'compliance_officer' });
  client = await aClient(subject, 'client.one');
  owner = new pg.Client({ connectionString: subject.database.ownerUrl });
  owner.on('error', () => undefined); // the database goes before this connection does
  await owner.connect();
  return () => owner.end();
});
beforeEach(() => Promise.all([admin, officer].map(proveAgain)));

async function aConversationOfAge(days: number): Promise<string> {
  const { conversationId } = await client.ask<{ conversationId: string }>('POST', '/chat', {
    message: `asked ${days} days ago`,
  });
  await owner.query(`UPDATE chat.conversation SET updated_at = now() - make_interval(days => $2) WHERE id = $1`, [
    conversationId,
    days,
  ]);
  return conversationId;
}

const statusOf = async (id: string): Promise<number> => (await client.send('GET', `/chat/conversations/${id}`)).status;
const runs = async () => (await officer.ask<RetentionRunPage>('GET', '/retention/runs')).items;
const ended = (id: string) =>
  vi.waitFor(async () => {
    const run = (await runs()).find((each) => each.id === id)!;
    expect(run.state).toBe('completed');
    return run;
  }, patience);
const aRun = async () => {
  const { run } = await officer.ask<RetentionRunStarted>('POST', '/retention/run');
  return ended(run.id);
};
const preview = async (days = {}) => {
  const { items } = await officer.ask<RetentionPreview>('POST', '/retention/preview', { days });
  return items.find((item) => item.object === 'conversation')!;
};

describe('a retention run', () => {
  it('removes conversations whose time is over, with their messages, and keeps the others', async () => {
    const old = await aConversationOfAge(91);
    const recent = await aConversationOfAge(89);
    expect(await preview()).toMatchObject({ class: 'conversation', days: 90, objects: 1, parts: 2, held: 0 });
    const run = await aRun();
    expect(run.steps).toContainEqual(
      expect.objectContaining({ object: 'conversation', days: 90, removed: 1, parts: 2, held: 0 }),
    );
    expect(run).toMatchObject({ trigger: 'person', requestedBy: { username: 'retention.officer' } });
    expect([await statusOf(old), await statusOf(recent)]).toEqual([404, 200]);
    const { rows } = await owner.query('SELECT 1 FROM chat.message WHERE conversation_id = $1', [old]);
    expect(rows).toEqual([]);
    expect((await preview()).objects).toBe(0);
  });

  it('leaves an audit event for each, and two for itself', async () => {
    const old = await aConversationOfAge(400);
    const { id } = await aRun();
    const { rows } = await owner.query(
      `SELECT action, outcome, reason FROM audit.event WHERE object_id = ANY ($1) AND action ~ 'expired|retention' ORDER BY seq`,
      [[old, id]],
    );
    expect(rows).toEqual([
      { action: 'retention.run-started', outcome: 'success', reason: null },
      { action: 'conversation.expired', outcome: 'success', reason: 'kept-long-enough' },
      { action: 'retention.run-ended', outcome: 'success', reason: null },
    ]);
  });

  it('leaves a certificate that verifies offline, and does not with a byte changed', async () => {
    await aConversationOfAge(400);
    const { id } = await aRun();
    const answer = await officer.send('GET', `/retention/runs/${id}/certificate`);
    const text = await answer.text();
    expect(verifyCertificate(text)).toMatchObject({ valid: true, certificate: { kind: 'retention', id } });
    expect(JSON.parse(text)).toMatchObject({
      body: { state: 'completed', trigger: 'person', checkpoint: expect.stringContaining('—') as string },
    });
    expect(verifyCertificate(text.replace('"removed":1', '"removed":2')).valid).toBe(false);
    expect(await (await officer.send('GET', `/retention/runs/${id}/certificate`)).text()).toBe(text);
  });

  it('passes over what a hold keeps, and says how much that is', async () => {
    const [held, other] = [await aConversationOfAge(200), await aConversationOfAge(200)];
    const hold = { matter: 'Case 7', reviewAt: '2040-01-01', scope: { conversations: [held] }, ...because };
    await officer.ask('POST', '/retention/holds', hold);
    expect(await preview()).toMatchObject({ objects: 1, held: 1 });
    const run = await aRun();
    expect(run.steps).toContainEqual(expect.objectContaining({ object: 'conversation', removed: 1, held: 1 }));
    expect([await statusOf(held), await statusOf(other)]).toEqual([200, 404]);
  });

  it('takes two people above a threshold', async () => {
    await aConversationOfAge(200);
    const careful = await anApp({
      beside: subject,
      clock,
      settings: { retention: { secondPersonAbove: 0, autoCleanupEnabled: false } },
    });
    const answer = await fetch(`${careful.url}/api/retention/run`, { method: 'POST', headers: { Cookie: officer.cookie } });
    expect(answer.status).toBe(202);
    const { approval } = (await answer.json()) as AwaitingApproval;
    expect(approval).toMatchObject({ action: 'retention.run', summary: expect.stringContaining('1 objects') as string });
    await careful.close();
    await admin.ask('POST', `/approvals/${approval.id}/approve`, because);
    const [newest] = await runs();
    expect(await ended(newest!.id)).toMatchObject({ trigger: 'person' });
  });

  it('is for officers', async () => {
    for (const person of [client, admin]) expect((await person.send('POST', '/retention/run')).status).toBe(403);
    expect((await client.send('GET', '/retention/runs')).status).toBe(403);
  });

  it('is refused while retention is switched off', async () => {
    const off = await anApp({ beside: subject, settings: { retention: { enabled: false } } });
    const answer = await fetch(`${off.url}/api/retention/run`, { method: 'POST', headers: { Cookie: officer.cookie } });
    expect(await codeOf(answer)).toBe('retention-off');
    await off.close();
  });
});

describe('a policy', () => {
  const put = (retention: string, days: number | null, person = officer) =>
    person.send('PUT', `/retention/policies/${retention}`, { days, ...because });
  const policy = async () =>
    (await officer.ask<RetentionPolicies>('GET', '/retention/policies')).items.find((each) => each.class === 'conversation')!;

  it('says what is in force and where it comes from', async () => {
    expect(await policy()).toMatchObject({ days: 90, defaultDays: 90, setting: 'retention.maxSessionAgeDays', decision: null });
  });

  it('becomes longer by one person, with a version', async () => {
    const answer = await put('conversation', 120);
    expect([answer.status, ((await answer.json()) as RetentionPolicy).days]).toEqual([200, 120]);
    expect(await codeOf(await put('conversation', 120))).toBe('policy-unchanged');
  });

  it('becomes shorter by two people, and the next run follows it', async () => {
    const old = await aConversationOfAge(40);
    expect((await preview({ conversation: 30 })).objects).toBeGreaterThan(0);
    const answer = await put('conversation', 30);
    expect(answer.status).toBe(202);
    const { approval } = (await answer.json()) as AwaitingApproval;
    expect(approval.summary).toContain('30 days instead of 120 days');
    expect(await policy()).toMatchObject({ days: 120 });
    await admin.ask('POST', `/approvals/${approval.id}/approve`, because);
    expect(await policy()).toMatchObject({ days: 30, decision: { previousDays: 120, decidedBy: { id: admin.id }, ...because } });
    await aRun();
    expect(await statusOf(old)).toBe(404);
    const { items } = await officer.ask<PolicyVersions>('GET', '/retention/policies/conversation/versions');
    expect(items.map(({ days, previousDays }) => [days, previousDays])).toEqual([
      [30, 120],
      [120, 90],
    ]);
  });

  it('goes back to the setting', async () => {
    expect((await put('conversation', null)).status).toBe(200);
    expect(await policy()).toMatchObject({ days: 90, decision: { days: null, previousDays: 30 } });
  });

  it.each([
    ['account', 30, 422, 'policy-fixed'],
    ['audit', 364, 422, 'period-too-short'],
    ['conversation', 0, 400, 'invalid-request'],
    ['nothing', 30, 400, 'invalid-request'],
  ])('of %s for %s days is refused', async (retention, days, status, code) => {
    const answer = await put(retention, days);
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
  });

  it('is for officers to change', async () => {
    for (const person of [client, admin]) expect((await put('conversation', 200, person)).status).toBe(403);
  });
});

it('every table of a class that ends has something that removes it', () => {
  const tables = subject.app.get(SchemaCheck).declarations();
  const expiries = subject.app.get(Expiries);
  const covered = [...expiries.all().map(({ declaration }) => declaration), ...expiries.clearings()].flatMap(
    (each) => each.tables,
  );
  const timed = tables.filter(({ retention }) => !untimedClasses.includes(retention)).map(({ table }) => table);
  expect(timed.length).toBeGreaterThan(20);
  expect(timed.filter((table) => !covered.includes(table))).toEqual([]);
  expect(covered.filter((table, at) => covered.indexOf(table) !== at || !tables.some((each) => each.table === table))).toEqual(
    [],
  );
});

describe('a run that was stopped in the middle', () => {
  const [runs, runner, transactions] = [RunRepository, RetentionRunner, Transactions];

  /** A run without a job, over conversations that nobody else has. */
  async function aRunOver(count: number): Promise<string> {
    await owner.query(
      `INSERT INTO chat.conversation (id, owner_id, created_at, updated_at)
       SELECT uuidv7(), $1, '2020-01-01', '2020-01-01' FROM generate_series(1, $2)`,
      [client.id, count],
    );
    const id = uuidv7(Date.now());
    const step = { id: uuidv7(Date.now()), runId: id, class: 'conversation' as const, object: 'conversation', days: 90 };
    const counts = { removed: '0', parts: '0', held: '0', digest: emptyDigest };
    await subject.app
      .get(transactions)
      .run((tx) =>
        subject.app
          .get(runs)
          .add(tx, { id, trigger: 'person', state: 'running', startedAt: new Date() }, [
            { ...step, cutoff: new Date('2021-01-01'), ...counts },
          ]),
      );
    return id;
  }
  const goOn = async (id: string, progress: (removed: number) => Promise<void>): Promise<void> => {
    const run = await subject.app.get(runs).byId(id);
    await subject.app.get(runner).run(run!, { signal: new AbortController().signal, progress });
  };
  const left = async () =>
    (await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM chat.conversation WHERE updated_at < '2021-01-01'`))
      .rows[0]!.n;

  it('goes on where it was, and counts each removal once', async () => {
    const id = await aRunOver(250);
    await expect(goOn(id, () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    expect([(await subject.app.get(runs).byId(id))!.steps[0]!.removed, await left()]).toEqual([100, 150]);
    await goOn(id, () => Promise.resolve());
    const run = await subject.app.get(runs).byId(id);
    expect(run!.steps[0]).toMatchObject({ removed: 250, finishedAt: expect.any(Date) });
    expect(await left()).toBe(0);
    const expired = await owner.query<{ id: string }>(
      `SELECT object_id AS id FROM audit.event WHERE action = 'conversation.expired' ORDER BY seq DESC LIMIT 250`,
    );
    expect(new Set(expired.rows.map((row) => row.id)).size).toBe(250);
    await subject.app.get(transactions).run((tx) => subject.app.get(runs).end(tx, id, 'completed', new Date()));
  });

  it('removes nothing of a batch whose transaction was cut off', async () => {
    const id = await aRunOver(5);
    const run = await subject.app.get(runs).byId(id);
    await owner.query('BEGIN');
    await owner.query(`LOCK TABLE retention.run_step IN ACCESS EXCLUSIVE MODE`);
    const going = subject.app
      .get(runner)
      .run(run!, { signal: new AbortController().signal, progress: () => Promise.resolve() })
      .then(
        () => 'done',
        () => 'cut off',
      );
    const cutOff = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'retention.run_step'::regclass AND NOT granted`;
    await vi.waitFor(
      () => asRole(subject.database.superuserUrl, async (db) => expect((await db.query(cutOff)).rowCount).toBe(1)),
      patience,
    );
    expect(await going).toBe('cut off');
    await owner.query('ROLLBACK');
    expect(await left()).toBe(5);
    await goOn(id, () => Promise.resolve());
    expect([(await subject.app.get(runs).byId(id))!.steps[0]!.removed, await left()]).toEqual([5, 0]);
    await subject.app.get(transactions).run((tx) => subject.app.get(runs).end(tx, id, 'completed', new Date()));
  });
});

describe('the schedule', () => {
  it('catches up with a run that was missed, and not before', async () => {
    const scheduled = await anApp({ beside: subject, clock, settings: { retention: { autoCleanupEnabled: true } } });
    const schedule = scheduled.app.get(RetentionSchedule);
    const count = async () => (await runs()).filter(({ trigger }) => trigger === 'schedule').length;
    await vi.waitFor(async () => expect(await count()).toBe(1), patience);
    await schedule.catchUp();
    expect(await count()).toBe(1);
    await ended((await runs())[0]!.id);
    clock.advance({ hours: 25 });
    await schedule.catchUp();
    officer = await aPerson(subject, 'retention.next', { role: 'compliance_officer' }); // every session of yesterday has ended
    expect(await count()).toBe(2);
    await ended((await runs())[0]!.id);
    await scheduled.close();
  });
});
