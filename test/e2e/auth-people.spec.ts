import { beforeEach, describe, expect, test } from 'vitest';
import { AuthFacade } from '../../apps/api/src/auth/auth.facade.js';
import type { Actor } from '../../libs/platform/access/actor.js';
import { codeOf, statusOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aClient, aProvenSessionOf, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, signedIn, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

interface UserAnswer {
  readonly id: string;
  readonly username: string;
  readonly role: string;
  readonly state: string;
}
interface ApprovalAnswer {
  readonly id: string;
  readonly state: string;
  readonly summary: string;
  readonly decidable: boolean;
}

const clock = new AdjustableClock();
const chatMan = await anApp({ clock, settings: { limits: { requestsPerMinute: 100_000 } } });
let ada = await theFirstAdmin(chatMan, 'ada');
const because = { reason: 'As agreed with the head of the office' };

const roleOf = async (person: Person): Promise<string> => (await person.ask<{ role: string }>('GET', '/auth/me')).role;
const { rows } = chatMan.database;
const stepUp = (person: Person) => person.send('POST', '/auth/step-up', { password: goodPassword });

/** Decisions here follow a fresh step-up; `auth-proofs.spec.ts` covers the rest. */
beforeEach(() => stepUp(ada));

async function promoted(person: Person, role: string): Promise<void> {
  await ada.ask('PATCH', `/users/${person.id}`, { role, ...because });
}

describe('with one administrator', () => {
  test('granting a privileged role takes a step-up, and is on record as the work of a single operator', async () => {
    const bertil = await aClient(chatMan, 'bertil');
    const id = bertil.id;
    const fresh = await aSessionOf(chatMan, 'ada');
    expect(await codeOf(fresh.send('PATCH', `/users/${id}`, { role: 'admin', ...because }))).toBe('step-up-required');
    expect(await statusOf(fresh.send('POST', '/auth/step-up', { password: 'wrong' }))).toBe(401);
    const { role } = await ada.ask<UserAnswer>('PATCH', `/users/${id}`, { role: 'admin', ...because });
    expect(role).toBe('admin');
    expect(await rows("SELECT reason FROM audit.event WHERE action = 'approval.approved'")).toEqual([
      { reason: 'single-operator' },
    ]);
  });

  test('a step-up counts for five minutes', async () => {
    expect(await statusOf(ada.send('PATCH', `/users/${ada.id}`, { role: 'external_client' }))).toBe(400);
    const [{ validUntil }] = [await ada.ask<{ validUntil: string }>('POST', '/auth/step-up', { password: goodPassword })];
    expect(Math.round((Date.parse(validUntil) - clock.now().getTime()) / 1_000)).toBe(300);
  });
});

describe('with two', async () => {
  const cecilia = await aClient(chatMan, 'cecilia');
  const ceciliasId = cecilia.id;
  let bertil: Person;

  async function asked(): Promise<ApprovalAnswer> {
    const answer = await ada.send('PATCH', `/users/${ceciliasId}`, { role: 'compliance_officer', ...because });
    expect(answer.status).toBe(202);
    return ((await answer.json()) as { approval: ApprovalAnswer }).approval;
  }

  test('it waits for the other one', async () => {
    bertil = await aProvenSessionOf(chatMan, 'bertil');
    const approval = await asked();
    expect(approval).toMatchObject({
      state: 'pending',
      decidable: false,
      summary: 'cecilia (cecilia) will get the role Compliance officer.',
    });
    expect(await roleOf(cecilia)).toBe('external_client');
    expect(await asked()).toMatchObject({ id: approval.id });
  });

  test('neither requester nor beneficiary decides, nor a person without the permission', async () => {
    const { id } = await asked();
    expect(await codeOf(ada.send('POST', `/approvals/${id}/approve`, because))).toBe('own-approval');
    expect(await statusOf(cecilia.send('POST', `/approvals/${id}/approve`, because))).toBe(403);
  });

  test('denied, it never runs', async () => {
    const { id } = await asked();
    expect(await bertil.ask('POST', `/approvals/${id}/deny`, because)).toMatchObject({ state: 'denied' });
    expect(await codeOf(bertil.send('POST', `/approvals/${id}/approve`, because))).toBe('already-decided');
    expect(await roleOf(cecilia)).toBe('external_client');
  });

  test('withdrawn by the requester, it never runs', async () => {
    const { id } = await asked();
    expect(await ada.ask('POST', `/approvals/${id}/deny`, because)).toMatchObject({ state: 'withdrawn' });
    expect(await codeOf(bertil.send('POST', `/approvals/${id}/approve`, because))).toBe('already-decided');
  });

  test('after a day it is expired', async () => {
    const { id } = await asked();
    clock.advance({ hours: 24 });
    const again = await aProvenSessionOf(chatMan, 'bertil');
    expect(await codeOf(again.send('POST', `/approvals/${id}/approve`, because))).toBe('approval-expired');
    const { items } = await again.ask<{ items: ApprovalAnswer[] }>('GET', '/approvals?state=decided');
    expect(items.find((approval) => approval.id === id)).toMatchObject({ state: 'expired' });
    clock.advance({ hours: -24 });
  });

  test('approved fifty times in parallel, it runs once', async () => {
    const { id } = await asked();
    const statuses = await Promise.all(
      Array.from({ length: 50 }, () => statusOf(bertil.send('POST', `/approvals/${id}/approve`, because))),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect(await roleOf(cecilia)).toBe('compliance_officer');
    const granted = `SELECT count(*)::int AS grants FROM audit.event WHERE action = 'user.role-changed' AND object_id = '${ceciliasId}'`;
    expect(await rows(granted)).toEqual([{ grants: 1 }]);
  });
});

describe('asking for a role', () => {
  test('takes a reason, and one request at a time', async () => {
    const dagny = await aClient(chatMan, 'dagny');
    expect(await statusOf(dagny.send('POST', '/auth/role-requests', { role: 'operations_team' }))).toBe(400);
    expect(await statusOf(dagny.send('POST', '/auth/role-requests', { role: 'operations_team', ...because }))).toBe(201);
    expect(await codeOf(dagny.send('POST', '/auth/role-requests', { role: 'admin', ...because }))).toBe('role-request-open');
  });

  test('fifty parallel approvals make one grant, effective on the next request', async () => {
    const dagny = await aSessionOf(chatMan, 'dagny');
    const { items } = await ada.ask<{ items: { id: string; person: { username: string } }[] }>(
      'GET',
      '/auth/role-requests?state=pending',
    );
    const request = items.find(({ person }) => person.username === 'dagny')!;
    const approve = () => statusOf(ada.send('POST', `/auth/role-requests/${request.id}/approve`, because));
    const statuses = await Promise.all(Array.from({ length: 50 }, approve));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect(await roleOf(dagny)).toBe('operations_team');
    const { items: own } = await dagny.ask<{ items: unknown[] }>('GET', '/auth/role-requests');
    expect(own).toMatchObject([{ id: request.id, state: 'approved', decisionReason: because.reason }]);
    expect((await ada.ask<{ items: unknown[] }>('GET', '/auth/role-requests')).items).toHaveLength(1);
    expect((await ada.ask<{ items: unknown[] }>('GET', '/auth/role-requests?mine=true')).items).toEqual([]);
  });

  test('can be denied, and taken back', async () => {
    const erik = await aClient(chatMan, 'erik');
    const { id } = await erik.ask<{ id: string }>('POST', '/auth/role-requests', { role: 'operations_team', ...because });
    expect(await ada.ask('POST', `/auth/role-requests/${id}/deny`, because)).toMatchObject({ state: 'denied' });
    const again = await erik.ask<{ id: string }>('POST', '/auth/role-requests', { role: 'operations_team', ...because });
    const dagny = await aSessionOf(chatMan, 'dagny');
    expect(await statusOf(dagny.send('DELETE', `/auth/role-requests/${again.id}`))).toBe(404);
    expect(await statusOf(erik.send('DELETE', `/auth/role-requests/${again.id}`))).toBe(204);
    expect(await codeOf(ada.send('POST', `/auth/role-requests/${again.id}/approve`, because))).toBe('already-decided');
  });

  test('for a privileged role needs a second administrator too, and the request stays open until then', async () => {
    const frida = await aClient(chatMan, 'frida');
    const { id } = await frida.ask<{ id: string }>('POST', '/auth/role-requests', { role: 'admin', ...because });
    const answer = await ada.send('POST', `/auth/role-requests/${id}/approve`, because);
    expect(answer.status).toBe(202);
    const { approval } = (await answer.json()) as { approval: ApprovalAnswer };
    const bertil = await aProvenSessionOf(chatMan, 'bertil');
    await bertil.ask('POST', `/approvals/${approval.id}/approve`, because);
    expect(await roleOf(frida)).toBe('admin');
    const { items } = await frida.ask<{ items: unknown[] }>('GET', '/auth/role-requests?state=decided');
    expect(items[0]).toMatchObject({ id, state: 'approved', decidedBy: { username: 'bertil' } });
  });

  test('no one decides their own', async () => {
    const bertil = await aProvenSessionOf(chatMan, 'bertil');
    const { id } = await bertil.ask<{ id: string }>('POST', '/auth/role-requests', { role: 'compliance_officer', ...because });
    expect(await codeOf(bertil.send('POST', `/auth/role-requests/${id}/approve`, because))).toBe('own-role-request');
    await bertil.ask('DELETE', `/auth/role-requests/${id}`);
  });
});

describe('accounts', () => {
  test('are made without a password, which the person chooses by a link that works once', async () => {
    const made = await ada.ask<UserAnswer & { link: { token: string; path: string } }>('POST', '/users', {
      username: 'gunnar',
      displayName: 'Gunnar Öst',
    });
    expect(made).toMatchObject({
      role: 'external_client',
      hasPassword: false,
      link: { path: `/reset-password#${made.link.token}` },
    });
    await expect(signedIn(chatMan, 'gunnar')).rejects.toThrow('401');
    const take = (newPassword: string) =>
      fetch(`${chatMan.url}/api/auth/reset-password`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token: made.link.token, newPassword }),
      });
    expect(await statusOf(take('short'))).toBe(422);
    expect(await statusOf(take('gunnar-1'))).toBe(422); // hardly more than the name, which the link contains
    const statuses = await Promise.all([take(goodPassword), take(goodPassword), take(goodPassword)].map(statusOf));
    expect(statuses.sort()).toEqual([204, 410, 410]);
    await signedIn(chatMan, 'gunnar');
  });

  test('with a name that is taken are refused', async () => {
    expect(await codeOf(ada.send('POST', '/users', { username: 'GUNNAR', displayName: 'Another one' }))).toBe('username-taken');
  });

  test('cannot begin with a privileged role', async () => {
    expect(await statusOf(ada.send('POST', '/users', { username: 'eve', displayName: 'E', role: 'admin' }))).toBe(400);
  });

  test('are found by part of a name, by role, and page by page', async () => {
    const found = await ada.ask<{ items: UserAnswer[] }>('GET', `/users?q=${encodeURIComponent('ost')}`);
    expect(found.items.map(({ username }) => username)).toEqual(['gunnar']);
    const staff = await ada.ask<{ items: UserAnswer[] }>('GET', '/users?role=operations_team');
    expect(staff.items.map(({ username }) => username)).toEqual(['dagny']);
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: UserAnswer[]; nextCursor: string | null } = await ada.ask(
        'GET',
        `/users?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      names.push(...page.items.map(({ username }) => username));
      cursor = page.nextCursor;
    }
    expect(names).toEqual([...new Set(names)]);
    expect(names.toSorted()).toEqual(['ada', 'bertil', 'cecilia', 'dagny', 'erik', 'frida', 'gunnar']);
  });

  test('that lose a role lose their sessions', async () => {
    const dagny = await aSessionOf(chatMan, 'dagny');
    await promoted(dagny, 'external_client');
    expect(await statusOf(dagny.send('GET', '/auth/me'))).toBe(401);
  });

  test('that are disabled are signed out immediately, and come back when enabled', async () => {
    const erik = await aSessionOf(chatMan, 'erik');
    const id = erik.id;
    expect(await ada.ask('POST', `/users/${id}/disable`, because)).toMatchObject({ state: 'disabled' });
    expect(await statusOf(erik.send('GET', '/auth/me'))).toBe(401);
    await expect(signedIn(chatMan, 'erik')).rejects.toThrow('401');
    await ada.ask('POST', `/users/${id}/enable`, because);
    await signedIn(chatMan, 'erik');
  });

  test('get a link to choose a new password: the newest alone works, and all sessions end', async () => {
    const erik = await aSessionOf(chatMan, 'erik');
    const id = erik.id;
    const makeLink = () => ada.ask<{ token: string }>('POST', `/users/${id}/reset-password`, because);
    const [old, newest] = [await makeLink(), await makeLink()];
    const use = (token: string) =>
      statusOf(erik.send('POST', '/auth/reset-password', { token, newPassword: 'another good password' }));
    expect(await use(old.token)).toBe(410);
    expect(await use(newest.token)).toBe(204);
    expect(await statusOf(erik.send('GET', '/auth/me'))).toBe(401);
    await signedIn(chatMan, 'erik', 'another good password');
  });

  test('can have all their sessions ended', async () => {
    const erik = await signedIn(chatMan, 'erik', 'another good password');
    expect(await ada.ask('POST', `/users/${erik.id}/end-sessions`, because)).toEqual({
      ended: expect.any(Number) as number,
    });
    expect(await statusOf(erik.send('GET', '/auth/me'))).toBe(401);
  });

  test('can all be signed out together, after a step-up, except the actor', async () => {
    const fresh = await aSessionOf(chatMan, 'ada');
    const gunnar = await aSessionOf(chatMan, 'gunnar');
    expect(await codeOf(fresh.send('POST', '/users/end-sessions', because))).toBe('step-up-required');
    expect(await statusOf(gunnar.send('POST', '/users/end-sessions', because))).toBe(403);
    await stepUp(fresh);
    expect(await statusOf(fresh.send('POST', '/users/end-sessions', {}))).toBe(400);
    const { ended } = await fresh.ask<{ ended: number }>('POST', '/users/end-sessions', because);
    expect(ended).toBeGreaterThan(1);
    expect(await rows('SELECT count(*)::int AS left FROM auth.session')).toEqual([{ left: 1 }]);
    expect(await statusOf(gunnar.send('GET', '/auth/me'))).toBe(401);
    expect(await roleOf(fresh)).toBe('admin');
    expect(
      await rows("SELECT outcome FROM audit.event WHERE action = 'users.sessions-ended' AND outcome = 'success'"),
    ).toHaveLength(1);
    ada = await aSessionOf(chatMan, 'ada');
  });

  test('of others are not for those who are no administrators, and looking at them is on record', async () => {
    const gunnar = await aSessionOf(chatMan, 'gunnar');
    expect(await statusOf(gunnar.send('GET', '/users'))).toBe(403);
    const [looked] = await rows("SELECT count(*)::int AS times FROM audit.event WHERE action IN ('users.listed', 'user.viewed')");
    expect(looked!['times']).toBeGreaterThan(3);
  });
});

describe('what outlives its request', () => {
  const facade = chatMan.app.get(AuthFacade);
  const actorOf = async (person: Person): Promise<Actor> => {
    const { id } = (await person.ask<{ items: { id: string; current: boolean }[] }>('GET', '/auth/sessions')).items.find(
      ({ current }) => current,
    )!;
    return { sessionId: id, tokenId: null } as Actor;
  };

  test('is allowed while the session lives and the role allows it', async () => {
    const hanna = await aClient(chatMan, 'hanna');
    const actor = await actorOf(hanna);
    expect(await facade.isStillAllowed(actor, 'chat:converse')).toBe(true);
    expect(await facade.isStillAllowed(actor, 'knowledge:manage')).toBe(false);
    await promoted(hanna, 'operations_team');
    expect(await facade.isStillAllowed(actor, 'knowledge:manage')).toBe(true);
    await ada.ask('POST', `/users/${hanna.id}/disable`, because);
    expect(await facade.isStillAllowed(actor, 'chat:converse')).toBe(false);
  });

  test('ends with the idle session, and does not keep it alive', async () => {
    const ingrid = await aClient(chatMan, 'ingrid');
    const actor = await actorOf(ingrid);
    clock.advance({ minutes: 14 });
    expect(await facade.isStillAllowed(actor, 'chat:converse')).toBe(true);
    clock.advance({ minutes: 2 });
    expect(await facade.isStillAllowed(actor, 'chat:converse')).toBe(false);
    clock.advance({ minutes: -16 });
  });
});

describe('the last administrator', () => {
  test('stays, even when both are demoted at the same moment', async () => {
    const [bertil, cecilia] = [await aProvenSessionOf(chatMan, 'bertil'), await aProvenSessionOf(chatMan, 'cecilia')];
    const askedToDemote = async (person: Person, id: string): Promise<string> => {
      const body = { role: 'external_client', ...because };
      return (await person.ask<{ approval: ApprovalAnswer }>('PATCH', `/users/${id}`, body)).approval.id;
    };
    const approve = (id: string) => statusOf(cecilia.send('POST', `/approvals/${id}/approve`, because));
    const fridasId = (await aSessionOf(chatMan, 'frida')).id;
    expect(await approve(await askedToDemote(ada, fridasId))).toBe(200);
    const both = [await askedToDemote(ada, bertil.id), await askedToDemote(bertil, ada.id)];
    const statuses = await Promise.all(both.map(approve));
    expect(statuses.toSorted()).toEqual([200, 409]);
    const [{ admins }] = (await rows(
      "SELECT count(*)::int AS admins FROM auth.user WHERE role = 'admin' AND state = 'active'",
    )) as [{ admins: number }];
    expect(admins).toBe(1);
  });

  test('cannot step down, nor be removed from the database', async () => {
    const names = ['ada', 'bertil'];
    const signs = await Promise.all(names.map((name) => aProvenSessionOf(chatMan, name)));
    const [last] = (await Promise.all(signs.map(async (person) => ({ person, role: await roleOf(person) })))).filter(
      ({ role }) => role === 'admin',
    );
    const id = last!.person.id;
    expect(await codeOf(last!.person.send('PATCH', `/users/${id}`, { role: 'external_client', ...because }))).toBe('last-admin');
    expect(await codeOf(last!.person.send('POST', `/users/${id}/disable`, because))).toBe('own-account');
    await expect(rows(`DELETE FROM auth.user WHERE id = '${id}'`)).rejects.toThrow('the last administrator stays');
  });
});
