import { beforeAll, describe, expect, it } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import type { Approval } from '../../libs/contracts/auth/approvals.js';
import type {
  AccessReview,
  AccessReviewList,
  ReviewedAccount,
  ReviewedAccountList,
} from '../../libs/contracts/rights/access-reviews.js';
import { verifyCertificate } from '../../libs/transparency/certificate/certificate.js';
import { AccessReviewWatch } from '../../apps/api/src/dsr/reviews/access-review-watch.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { asSuperuser } from '../support/audit-log.js';
import { aClient, aPerson, aProvenSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const clock = new AdjustableClock();
const because = { reason: 'Left the project in spring' };
let chatMan: TestApp;
let admin: Person;
let officer: Person;
let worker: Person;
let client: Person;

beforeAll(async () => {
  chatMan = await anApp({ clock, settings: { auth: { requireMfa: 'none' } } });
  await theFirstAdmin(chatMan);
  await aPerson(chatMan, 'olga', { role: 'compliance_officer' });
  [admin, officer] = [await aProvenSessionOf(chatMan, 'first.admin'), await aProvenSessionOf(chatMan, 'olga')];
  worker = await aPerson(chatMan, 'walter', { role: 'operations_team' });
  client = await aClient(chatMan, 'clara');
  await worker.ask('POST', '/auth/tokens', { name: 'nightly', scopes: ['knowledge:read'], expiresInDays: 1 });
});

const refused = async (person: Person, path: string, body: object = {}): Promise<string> =>
  ((await (await person.send('POST', path, body)).json()) as { code: string }).code;
const accountsOf = async (review: AccessReview, query = ''): Promise<ReviewedAccount[]> =>
  (await officer.ask<ReviewedAccountList>('GET', `/access-reviews/${review.id}/accounts?limit=200${query}`)).items;
const whole = (): Promise<AccessReview> => officer.ask('POST', '/access-reviews', {});
const withdraw = (review: AccessReview, account: Person, to: string) =>
  officer.ask<AccessReview & { approval?: Approval }>('POST', `/access-reviews/${review.id}/accounts/${account.id}/withdraw`, {
    to,
    ...because,
  });

describe('a review of access', () => {
  let review: AccessReview;

  it('lists each account with its role, last sign-in, second factor and tokens, once', async () => {
    review = await whole();
    expect(review).toMatchObject({ state: 'open', overdue: false, progress: { total: 4, undecided: 4, confirmed: 0 } });
    expect(Date.parse(review.dueAt) - Date.parse(review.startedAt)).toBe(30 * 86_400_000);
    const accounts = await accountsOf(review);
    expect(accounts.map(({ account, role, tokens }) => [account.username, role, tokens])).toEqual([
      ['first.admin', 'admin', 0],
      ['olga', 'compliance_officer', 0],
      ['walter', 'operations_team', 1],
      ['clara', 'external_client', 0],
    ]);
    expect(accounts[2]).toMatchObject({ mfaEnrolled: false, dormant: false, decision: 'undecided', own: false });
    expect(accounts.filter(({ own }) => own).map(({ account }) => account.username)).toEqual(['olga']);
    expect(await refused(officer, '/access-reviews')).toBe('review-already-open');
  });

  it('is confirmed by others alone, all of a call or none of it', async () => {
    const confirm = `/access-reviews/${review.id}/confirm`;
    expect(await refused(officer, confirm, { accounts: [admin.id, officer.id] })).toBe('own-access');
    const stranger = '01890000-0000-7000-8000-000000000000';
    expect(await refused(officer, confirm, { accounts: [admin.id, stranger] })).toBe('not-in-review');
    expect((await accountsOf(review, '&decided=true')).length).toBe(0);
    expect(await officer.ask<AccessReview>('POST', confirm, { accounts: [admin.id, client.id] })).toMatchObject({
      progress: { undecided: 2, confirmed: 2 },
    });
    const [decided] = await accountsOf(review, '&decided=true');
    expect(decided).toMatchObject({ decision: 'confirmed', roleAfter: 'admin', decidedBy: { username: 'olga' } });
    await expect(
      asSuperuser(chatMan, (db) =>
        db.query(`UPDATE dsr.access_review_item SET decided_by = account_id WHERE account_id = $1`, [admin.id]),
      ),
    ).rejects.toThrow('access_review_item_not_own');
  });

  it('takes access away at once, never adds any, and takes it once', async () => {
    const path = `/access-reviews/${review.id}/accounts/${worker.id}/withdraw`;
    expect(await refused(officer, path, { to: 'operations_team', ...because })).toBe('not-a-lesser-role');
    expect(await withdraw(review, worker, 'external_client')).toMatchObject({ progress: { changed: 1 } });
    expect(await admin.ask('GET', `/users/${worker.id}`)).toMatchObject({ role: 'external_client' });
    expect(await refused(officer, path, { to: 'disabled', ...because })).toBe('already-withdrawn');
    const events = await chatMan.database.rows<{ action: string }>(
      `SELECT action::text FROM audit.event WHERE object_id::text = ANY ($1::text[]) AND action IN ('user.role-changed', 'access-review.withdrawn') ORDER BY seq`,
      [[worker.id, review.id]],
    );
    expect(events.map(({ action }) => action)).toEqual(['user.role-changed', 'access-review.withdrawn']);
  });

  it('cannot be closed while an account is left, and a reviewer cannot decide theirs', async () => {
    expect(await refused(officer, `/access-reviews/${review.id}/close`)).toBe('review-unfinished');
    expect((await officer.send('GET', `/access-reviews/${review.id}/report`)).status).toBe(409);
    await admin.ask('POST', `/access-reviews/${review.id}/confirm`, { accounts: [officer.id] });
    const closed = await officer.ask<AccessReview>('POST', `/access-reviews/${review.id}/close`);
    expect(closed).toMatchObject({ state: 'closed', overdue: false, progress: { undecided: 0, confirmed: 3, changed: 1 } });
    expect(await refused(officer, `/access-reviews/${review.id}/confirm`, { accounts: [client.id] })).toBe('review-closed');
    await expect(asSuperuser(chatMan, (db) => db.query(`UPDATE dsr.access_review_item SET state = 'inactive'`))).rejects.toThrow(
      'stays as it is',
    );
  });

  it('leaves a report that is verified with the file alone, and names nobody', async () => {
    const text = await (await officer.send('GET', `/access-reviews/${review.id}/report`)).text();
    const verdict = verifyCertificate(text);
    expect(verdict).toMatchObject({ valid: true, certificate: { kind: 'access-review', body: { late: false } } });
    const { decisions } = (JSON.parse(text) as { body: { decisions: Record<string, unknown>[] } }).body;
    expect(decisions.map(({ account, decision, roleAfter, decidedBy }) => [account, decision, roleAfter, decidedBy])).toEqual([
      [admin.id, 'confirmed', 'admin', officer.id],
      [officer.id, 'confirmed', 'compliance_officer', admin.id],
      [worker.id, 'changed', 'external_client', officer.id],
      [client.id, 'confirmed', 'external_client', officer.id],
    ]);
    for (const name of ['olga', 'walter', 'Left the project']) expect(text).not.toContain(name);
    expect(verifyCertificate(text.replace('"confirmed"', '"disabled"')).valid).toBe(false);
    const pack = unzipSync(new Uint8Array(await (await officer.send('GET', '/dsr/evidence')).arrayBuffer()));
    expect(strFromU8(pack[`access-reviews/${review.id}.json`]!)).toBe(text);
  });
});

describe('a role that decides', () => {
  it('is withdrawn by two people, and undecided again when the second one denies it', async () => {
    const other = await aPerson(chatMan, 'oskar', { role: 'compliance_officer' });
    const review = await whole();
    const asked = await withdraw(review, other, 'disabled');
    expect(asked.approval).toMatchObject({ action: 'access.withdraw', summary: expect.stringContaining('oskar') as string });
    const decisionOf = async () => (await accountsOf(review)).find(({ account }) => account.username === 'oskar')!.decision;
    expect(await decisionOf()).toBe('awaiting');
    await admin.ask('POST', `/approvals/${asked.approval!.id}/deny`, { reason: 'He is still needed' });
    expect(await decisionOf()).toBe('undecided');
    const again = await withdraw(review, other, 'disabled');
    await admin.ask('POST', `/approvals/${again.approval!.id}/approve`, { reason: 'Agreed after all' });
    expect(await decisionOf()).toBe('disabled');
    expect(await admin.ask('GET', `/users/${other.id}`)).toMatchObject({ state: 'disabled' });
  });

  it('need not be decided where the account went otherwise meanwhile', async () => {
    const [review] = (await officer.ask<AccessReviewList>('GET', '/access-reviews')).items;
    await admin.ask('POST', `/users/${client.id}/disable`, because);
    await chatMan.app.get(AccessReviewWatch).settle();
    expect(await officer.ask('GET', `/access-reviews/${review!.id}`)).toMatchObject({ progress: { inactive: 1 } });
    await officer.ask('POST', `/access-reviews/${review!.id}/confirm`, { accounts: [admin.id, worker.id] });
    await admin.ask('POST', `/access-reviews/${review!.id}/confirm`, { accounts: [officer.id] });
    await admin.ask('POST', `/access-reviews/${review!.id}/close`);
  });
});

it('is due again a period after the last one, and is nobody’s business but of reviewers', async () => {
  const { items, nextDueAt } = await officer.ask<AccessReviewList>('GET', '/access-reviews');
  expect(Date.parse(nextDueAt!) - Date.parse(items[0]!.closedAt!)).toBe(90 * 86_400_000);
  const watch = chatMan.app.get(AccessReviewWatch);
  expect(await watch.conditions(clock.now())).toEqual([]);
  const late = new Date(clock.now().getTime() + 91 * 86_400_000);
  expect(await watch.conditions(late)).toMatchObject([
    { rule: 'access-review-due', severity: 'critical', facts: { open: false } },
  ]);
  expect((await worker.send('GET', '/access-reviews')).status).toBe(401); // the lost role ended the session
  const visitor = await aClient(chatMan, 'curious.client');
  expect((await visitor.send('GET', '/access-reviews')).status).toBe(403);
});

it('closes with the account of the only reviewer undecided, and says so', async () => {
  const alone = await anApp({ settings: { auth: { requireMfa: 'none' } } });
  await theFirstAdmin(alone);
  const only = await aProvenSessionOf(alone, 'first.admin');
  const { id } = await only.ask<AccessReview>('POST', '/access-reviews', {});
  expect(await only.ask('POST', `/access-reviews/${id}/close`)).toMatchObject({ progress: { nobodyElse: 1, undecided: 0 } });
});
