import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  AuditConsistency,
  AuditVerificationRun,
  type AuditVerificationPage,
  AuditEventPage,
  AuditEventWithDetail,
  type AuditActors,
  AuditProof,
  AuditVerification,
  type AuditCounts,
  type AuditPruning,
} from '../../libs/contracts/audit/audit.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { openCheckpoint } from '../../libs/transparency/note/checkpoint.js';
import { verifyExport } from '../../libs/transparency/export/export-verifier.js';
import { leafHash } from '../../libs/transparency/tree/hashing.js';
import { encodeLeaf, type LeafFields } from '../../libs/transparency/leaf.js';
import { NoteVerifier } from '../../libs/transparency/note/note-key.js';
import { checkConsistency, checkInclusion } from '../../libs/transparency/tree/proofs.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anApp, type TestApp } from '../support/app.js';
import { patience } from '../support/patience.js';
import { aClient, aPerson, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { proveAgain, signedIn, type Person } from '../support/people.js';

const nobodys = '01940000-0000-7000-8000-000000000001';
const why = { 'X-Access-Reason': 'quarterly review' };
let subject: TestApp;
let admin: Person;
let officer: Person;
let client: Person;

beforeAll(async () => {
  subject = await anApp({ settings: { auth: { requireMfa: 'none' }, limits: { requestsPerMinute: 100_000 } } });
  admin = await theFirstAdmin(subject);
  client = await aClient(subject, 'some.client');
  officer = await aPerson(subject, 'an.officer', { role: 'compliance_officer' });
});

const key = () => NoteVerifier.parse(readFileSync(join(subject.configDir, 'audit.pub'), 'utf8').trim());

async function events(query = ''): Promise<AuditEventPage> {
  const answer = await officer.send('GET', `/audit/events${query}`, undefined, why);
  expect(answer.status).toBe(200);
  return (await answer.json()) as AuditEventPage;
}

/** The newest event of an action, once it is signed. */
async function signedEvent(action: string) {
  return vi.waitFor(async () => {
    const [event] = (await events(`?action=${action}`)).items;
    expect(event?.index).toEqual(expect.any(Number));
    return event!;
  }, patience);
}

describe('the explorer', () => {
  it.each(['/audit/events', '/audit/export', '/audit/proof/01940000-0000-7000-8000-000000000001'])(
    'is closed to all but officers: %s',
    async (path) => {
      expect((await fetch(`${subject.url}/api${path}`)).status).toBe(401);
      for (const person of [client, admin]) expect((await person.send('GET', path, undefined, why)).status).toBe(403);
    },
  );

  it('asks why', async () => {
    const answer = await officer.send('GET', '/audit/events');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'access-reason-required']);
    expect((await officer.send('GET', '/audit/events', undefined, { 'X-Access-Reason': 'x' })).status).toBe(400);
  });

  it('lists what happened, newest first, denials and visitors too', async () => {
    const { items } = await events();
    const actions = items.map(({ action, outcome, role }) => `${action} ${outcome} ${role}`);
    expect(actions).toEqual(
      expect.arrayContaining([
        'access.denied denied visitor',
        'access.denied denied external_client',
        'access.denied denied admin',
      ]),
    );
    const times = items.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('leaves out reads of the log on request', async () => {
    await events();
    const of = ({ items }: AuditEventPage) => items.filter(({ action }) => action === 'audit.read').length;
    expect(of(await events('?limit=50'))).toBeGreaterThan(0);
    expect(of(await events('?limit=200&reads=false'))).toBe(0);
  });

  it('says which role was given', async () => {
    await aClient(subject, 'erin');
    const { id } = await aSessionOf(subject, 'erin').then((person) => person.ask<{ id: string }>('GET', '/auth/me'));
    await proveAgain(admin);
    await admin.ask('PATCH', `/users/${id}`, { role: 'operations_team', reason: 'New in the team' });
    const newest = async () => (await events('?action=user.role-changed')).items[0];
    expect(await newest()).toMatchObject({ object: { type: 'user', id }, newRole: 'operations_team' });
  });

  it('is kept since the month of its first event, not since one before the installation', async () => {
    const pruning = await officer.ask<AuditPruning>('GET', '/audit/pruning');
    const [first] = (await events('?sort=recorded&limit=1')).items;
    expect(pruning.oldestMonth).toBe(first?.recordedAt.slice(0, 7));
  });

  it('pages without gap or double, while new events come in', async () => {
    const seen: string[] = [];
    for (let page = await events('?limit=3'), n = 0; n < 5 && page.nextCursor !== null; n += 1) {
      seen.push(...page.items.map(({ id }) => id));
      page = await events(`?limit=3&cursor=${page.nextCursor}`);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(15);
  });

  it('filters by actor, action, outcome and time', async () => {
    const { items: denied } = await events('?outcome=denied');
    expect(new Set(denied.map(({ outcome }) => outcome))).toEqual(new Set(['denied']));
    const actor = denied.find(({ role }) => role === 'admin')!.actor!;
    const { items: own } = await events(`?actor=${actor}&action=access.denied`);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((event) => event.actor === actor && event.action === 'access.denied')).toBe(true);
    const { items: sessions } = await events('?action=session');
    expect(sessions.every(({ action }) => action.startsWith('session.'))).toBe(true);
    expect((await events('?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z')).items).toEqual([]);
  });

  it.each(['?cursor=nonsense', '?limit=0', '?limit=1000', '?actor=me', '?unknown=1', '?from=yesterday', '?action=DROP%20TABLE'])(
    'refuses %s',
    async (query) => {
      expect((await officer.send('GET', `/audit/events${query}`, undefined, why)).status).toBe(400);
    },
  );

  it('is itself recorded, with the reason sealed', async () => {
    const before = (await events('?action=audit.read&limit=1')).items[0]!;
    const answer = await officer.send('GET', `/audit/events/${before.id}`, undefined, {
      'X-Access-Reason': encodeURIComponent('Prüfung für Frau Groß'),
    });
    expect(answer.status).toBe(200);
    const { detail, hasDetail, reason } = AuditEventWithDetail.parse(await answer.json());
    expect({ hasDetail, reason }).toEqual({ hasDetail: true, reason: null });
    expect(detail).toMatchObject({ state: 'kept', values: { reason: 'quarterly review' } });
    const own = (await events('?action=audit.read&limit=1')).items[0]!;
    const second = await officer.send('GET', `/audit/events/${own.id}`, undefined, why);
    expect(await second.json()).toMatchObject({ detail: { values: { reason: 'Prüfung für Frau Groß' } } });
  });

  it('seals a reason of a single word as it seals any other, in the table, the leaf and the file', async () => {
    const typed = 'hiv-positive';
    expect((await officer.send('GET', '/audit/events', undefined, { 'X-Access-Reason': typed })).status).toBe(200);
    const { id: clientId } = client;
    await admin.ask('POST', `/users/${clientId}/end-sessions`, { reason: typed });
    client = await aSessionOf(subject, 'some.client');
    const ended = await signedEvent('user.sessions-ended');
    expect(ended).toMatchObject({ object: { type: 'user', id: clientId }, reason: null, hasDetail: true });
    const shown = await officer.send('GET', `/audit/events/${ended.id}`, undefined, why);
    expect(await shown.json()).toMatchObject({ detail: { values: { reason: typed } } });
    const inTheClear = await asRole(subject.database.ownerUrl, (db) =>
      db.query(`SELECT FROM audit.event event WHERE event::text LIKE '%${typed}%'`),
    );
    expect(inTheClear.rowCount).toBe(0);
    const file = () => readFileSync(join(subject.dataDir, 'audit', 'audit.log'), 'utf8');
    await vi.waitFor(() => expect(file()).toContain(ended.id), patience);
    expect(file()).not.toContain(typed);
  });

  it('returns the names of ids, separately from the log, and records the reader', async () => {
    const { items } = await events('?action=setup.completed');
    const first = items[0]!.actor!;
    const nobody = '01940000-0000-7000-8000-000000000001';
    const named = await officer.ask<AuditActors>('GET', `/audit/actors?ids=${nobody},${first},${first}`);
    expect(named.items).toEqual([{ id: first, username: admin.username, displayName: admin.username }]);
    expect(await officer.ask('GET', `/audit/actors?username=${admin.username.toUpperCase()}`)).toEqual(named);
    expect(await officer.ask('GET', '/audit/actors?username=nobody.at.all')).toEqual({ items: [] });

    const [own] = (await events('?action=audit.actors-named&limit=1')).items;
    const answer = await officer.send('GET', `/audit/events/${own!.id}`, undefined, why);
    expect(await answer.json()).toMatchObject({ detail: { state: 'kept', values: { username: 'nobody.at.all' } } });
    for (const person of [client, admin]) expect((await person.send('GET', `/audit/actors?ids=${first}`)).status).toBe(403);
  });

  it.each([
    '',
    '?ids=',
    '?ids=mara',
    `?ids=${'a,'.repeat(3)}`,
    '?username=a',
    '?username=ada&ids=01940000-0000-7000-8000-000000000001',
  ])('names nobody for %s', async (query) => {
    expect((await officer.send('GET', `/audit/actors${query}`)).status).toBe(400);
  });

  it('gives administrators numbers and nothing else', async () => {
    const counts = await admin.ask<AuditCounts>('GET', '/audit/counts');
    expect(counts.size).toBeGreaterThan(0);
    expect(counts.lastDay.denied).toBeGreaterThan(0);
    expect((await client.send('GET', '/audit/counts')).status).toBe(403);
  });
});

describe('proofs', () => {
  it('show with the public key alone that an event is in the log', async () => {
    await signedIn(subject, 'some.client');
    const { id } = await signedEvent('session.started');
    const proof = AuditProof.parse(await officer.ask('GET', `/audit/proof/${id}`));
    const checkpoint = openCheckpoint(proof.checkpoint, [key()]);
    const leaf = leafHash(encodeLeaf(proof.leaf as unknown as LeafFields));
    checkInclusion({
      index: proof.index,
      size: checkpoint.size,
      leaf,
      root: checkpoint.root,
      proof: proof.proof.map((hash) => Buffer.from(hash, 'base64')),
    });
    expect(leaf.toString('base64')).toBe(proof.leafHash);
    expect(proof.leaf['id']).toBe(id);
  });

  it('show that the log only grew', async () => {
    const { size } = await admin.ask<AuditCounts>('GET', '/audit/counts');
    const { from, to, fromRoot, toRoot, proof } = AuditConsistency.parse(
      await officer.ask('GET', `/audit/consistency?from=${size - 2}&to=${size}`),
    );
    const bytes = (hash: string) => Buffer.from(hash, 'base64');
    checkConsistency({
      older: { size: from, root: bytes(fromRoot) },
      newer: { size: to, root: bytes(toRoot) },
      proof: proof.map(bytes),
    });
  });

  it.each(['?from=0', '?from=5&to=4', '?from=1&to=99999999', '', '?from=x'])('are not made up for %s', async (query) => {
    expect([400, 422]).toContain((await officer.send('GET', `/audit/consistency${query}`)).status);
  });

  it('of events that are not there are not found', async () => {
    expect((await officer.send('GET', '/audit/proof/01940000-0000-7000-8000-000000000001')).status).toBe(404);
  });
});

describe('the checkpoint', () => {
  it('is for officers and administrators, as text', async () => {
    const answer = await officer.send('GET', '/audit/checkpoint');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(openCheckpoint(await answer.text(), [key()]).size).toBeGreaterThan(0);
    expect((await admin.send('GET', '/audit/checkpoint')).status).toBe(200);
    expect((await client.send('GET', '/audit/checkpoint')).status).toBe(403);
    expect((await fetch(`${subject.url}/api/audit/checkpoint`)).status).toBe(403);
  });

  it('is for everybody where the settings say so', async () => {
    await admin.ask('PATCH', '/settings', { changes: { 'monitoring.publicCheckpoint': true } });
    expect((await fetch(`${subject.url}/api/audit/checkpoint`)).status).toBe(200);
  });
});

describe('verification', () => {
  it('says that a sound log is sound, and is recorded', async () => {
    const report = AuditVerification.parse(await officer.ask('POST', '/audit/verify'));
    expect(report).toMatchObject({ valid: true, firstBad: null });
    expect((await events('?action=audit.verified')).items[0]).toMatchObject({
      outcome: 'success',
      object: { type: 'audit-range' },
    });
  });

  /** The second step of a verification waits for the details; requests meanwhile meet a running one. */
  function whileOneRuns(work: (id: string, joined: (count: number) => Promise<void>) => Promise<void>): Promise<void> {
    return asRole(subject.database.ownerUrl, async (db) => {
      await db.query('BEGIN; LOCK TABLE audit.event_detail IN ACCESS EXCLUSIVE MODE');
      const answer = await officer.send('POST', '/audit/verify?wait=false');
      expect(answer.status).toBe(202);
      const { id } = AuditVerificationRun.parse(await answer.json());
      const joining = `SELECT FROM audit.event WHERE action = 'audit.verification-joined' AND object_id = $1`;
      await work(id, (count) => vi.waitFor(async () => expect((await db.query(joining, [id])).rowCount).toBe(count), patience));
      await db.query('ROLLBACK');
    });
  }
  const run = async (id: string) => AuditVerificationRun.parse(await officer.ask('GET', `/audit/verifications/${id}`));
  const ended = (id: string) =>
    vi.waitFor(async () => {
      const now = await run(id);
      expect(now.state).not.toBe('running');
      return now;
    }, patience);

  it('shows how far it is, and can be left and found again', async () => {
    let asked = '';
    await whileOneRuns(async (id) => {
      asked = id;
      const { items } = await officer.ask<AuditVerificationPage>('GET', '/audit/verifications?limit=1');
      expect(items).toMatchObject([{ id, state: 'running', endedAt: null, result: null }]);
      expect(items[0]!.size).toBeGreaterThan(0);
    });
    const over = await ended(asked);
    expect(over).toMatchObject({ state: 'finished', step: 'details', result: { valid: true, firstBad: null } });
    expect(over.checked).toBe(over.size);
    const [concluded, announced] = (await events('?action=audit.verified&limit=2')).items;
    expect(announced).toMatchObject({ id: asked, outcome: 'intent', role: 'compliance_officer' });
    expect(concluded).toMatchObject({ intent: asked, outcome: 'success', actor: announced!.actor });
  });

  it('runs once for all concurrent requests, and goes on when they disconnect', async () => {
    let waiting: Promise<Response> | null = null;
    await whileOneRuns(async (id, joined) => {
      expect(AuditVerificationRun.parse(await officer.ask('POST', '/audit/verify?wait=false')).id).toBe(id);
      const leaving = new AbortController();
      const headers = { Cookie: officer.cookie };
      const left = fetch(`${subject.url}/api/audit/verify`, { method: 'POST', headers, signal: leaving.signal });
      waiting = officer.send('POST', '/audit/verify');
      await joined(3);
      leaving.abort();
      await expect(left).rejects.toThrow();
    });
    const answer = await waiting!;
    expect([answer.status, AuditVerification.parse(await answer.json()).valid]).toEqual([200, true]);
  });

  it('can be stopped, for everybody who waits', async () => {
    let waiting: Promise<Response> | null = null;
    let stopped = '';
    await whileOneRuns(async (id, joined) => {
      stopped = id;
      waiting = officer.send('POST', '/audit/verify');
      await joined(1);
      expect(await officer.ask('POST', `/audit/verifications/${id}/stop`)).toMatchObject({ state: 'stopped', result: null });
    });
    const answer = await waiting!;
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'verification-stopped']);
    expect(await officer.ask('POST', `/audit/verifications/${stopped}/stop`)).toMatchObject({ state: 'stopped' });
    const { items } = await events('?action=audit.verification-stopped');
    expect(items).toMatchObject([{ object: { type: 'audit-verification', id: stopped }, role: 'compliance_officer' }]);
    expect((await events('?action=audit.verified&limit=1')).items).toMatchObject([
      { intent: stopped, outcome: 'failed', reason: 'stopped' },
    ]);
    expect(AuditVerification.parse(await officer.ask('POST', '/audit/verify')).valid).toBe(true);
  });

  it('is closed to all but officers', async () => {
    const paths = ['POST /audit/verify?wait=false', 'GET /audit/verifications', 'POST /audit/verifications/:id/stop'];
    for (const [method, path] of paths.map((each) => each.replace(':id', nobodys).split(' ') as [string, string]))
      for (const person of [client, admin]) expect((await person.send(method, path)).status).toBe(403);
  });

  it('that was never requested is not found', async () => {
    expect((await officer.send('GET', `/audit/verifications/${nobodys}`)).status).toBe(404);
    expect((await officer.send('POST', `/audit/verifications/${nobodys}/stop`)).status).toBe(404);
  });
});

describe('an export', () => {
  async function exported(query: string): Promise<string> {
    const answer = await officer.send('GET', `/audit/export${query}`, undefined, why);
    expect(answer.status).toBe(200);
    return answer.text();
  }

  it('of the whole log verifies offline, details included', async () => {
    const text = await exported('?details=true');
    expect(text).toContain('quarterly review');
    const verdict = await verifyExport([Buffer.from(text)], { keys: [key()] });
    expect(verdict).toMatchObject({ valid: true, scope: 'whole', firstBad: null });
    expect(verdict.size).toBe(verdict.signedSize);
  });

  it('without details shows none', async () => {
    expect(await exported('')).not.toContain('quarterly review');
  });

  it('of a selection verifies offline, event by event', async () => {
    const verdict = await verifyExport([Buffer.from(await exported('?action=access.denied'))], { keys: [key()] });
    expect(verdict).toMatchObject({ valid: true, scope: 'selection' });
    expect(verdict.events).toBeGreaterThan(3);
  });

  it('as CSV has a head, a line for each event and an end', async () => {
    const lines = (await exported('?format=csv&action=session')).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^index,id,recordedAt,/);
    expect(lines.at(-1)).toBe(`# end,${lines.length - 2}`);
  });

  it('is announced and concluded in the log, and needs a reason', async () => {
    expect((await officer.send('GET', '/audit/export')).status).toBe(400);
    await exported('?format=csv');
    const [concluded, announced] = (await events('?action=audit.exported&limit=2')).items;
    expect([announced!.outcome, concluded!.outcome]).toEqual(['intent', 'success']);
    expect(concluded!.intent).toBe(announced!.id);
  });
});
