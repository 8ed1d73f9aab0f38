import { beforeAll, describe, expect, test } from 'vitest';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { signedIn, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

interface MadeToken {
  readonly id: string;
  readonly token: string;
}

const clock = new AdjustableClock();
const chatMan = await anApp({ clock, settings: { limits: { requestsPerMinute: 100_000 } } });
const ada = await theFirstAdmin(chatMan, 'ada');
const because = { reason: 'As agreed with the head of the office' };
let bertil: Person;

beforeAll(async () => {
  bertil = await aClient(chatMan, 'bertil');
});

const make = (person: Person, scopes: string[], expiresInDays = 30) =>
  person.ask<MadeToken>('POST', '/auth/tokens', { name: 'nightly report', scopes, expiresInDays });
const withToken = (token: string, method: string, path: string, body?: unknown) =>
  fetch(`${chatMan.url}/api${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
const statusWith = async (token: string, path = '/auth/me') => (await withToken(token, 'GET', path)).status;

describe('a token', () => {
  test('opens what its scopes name, and nothing else', async () => {
    const { token } = await make(ada, ['account:own', 'settings:read']);
    expect(token).toMatch(/^cm_[A-Za-z0-9_-]{43}$/);
    const me = (await (await withToken(token, 'GET', '/auth/me')).json()) as object;
    expect(me).toMatchObject({ username: 'ada', permissions: ['account:own', 'settings:read'], session: null });
    expect(await statusWith(token, '/settings')).toBe(200);
    expect(await statusWith(token, '/users')).toBe(403);
  });

  test('is shown once, and kept as a hash', async () => {
    const { token, id } = await make(bertil, ['account:own']);
    const { items } = await bertil.ask<{ items: Record<string, unknown>[] }>('GET', '/auth/tokens');
    expect(items[0]).toMatchObject({ id, name: 'nightly report', scopes: ['account:own'], lastUsedAt: null });
    expect(JSON.stringify(items)).not.toContain(token);
    const { rows } = await asRole(chatMan.database.ownerUrl, (client) => client.query('SELECT t::text FROM auth.api_token t'));
    expect(JSON.stringify(rows)).not.toContain(token.slice(3));
    expect(JSON.stringify(rows)).not.toContain('nightly');
  });

  test('shows when it was last used', async () => {
    const { token, id } = await make(bertil, ['account:own']);
    await withToken(token, 'GET', '/auth/me');
    const { items } = await bertil.ask<{ items: { id: string; lastUsedAt: string | null }[] }>('GET', '/auth/tokens');
    expect(items.find((each) => each.id === id)!.lastUsedAt).not.toBeNull();
  });

  test('cannot be allowed what its owner is not', async () => {
    const response = await bertil.send('POST', '/auth/tokens', { name: 'x', scopes: ['users:manage'], expiresInDays: 1 });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([422, 'scope-beyond-role']);
  });

  test('loses with its owner: what a role gave ends with the role', async () => {
    const cecilia = await aClient(chatMan, 'cecilia');
    const { id } = cecilia;
    await ada.ask('PATCH', `/users/${id}`, { role: 'operations_team', ...because });
    const { token } = await make(cecilia, ['account:own', 'knowledge:manage']);
    await ada.ask('PATCH', `/users/${id}`, { role: 'external_client', ...because });
    const me = (await (await withToken(token, 'GET', '/auth/me')).json()) as { permissions: string[] };
    expect(me.permissions).toEqual(['account:own']);
    await ada.ask('POST', `/users/${id}/disable`, because);
    expect(await statusWith(token)).toBe(401);
  });

  test('makes no tokens, signs no one out, and is no second person', async () => {
    const { token } = await make(ada, ['account:own', 'approvals:decide']);
    const made = await withToken(token, 'POST', '/auth/tokens', { name: 'x', scopes: ['account:own'], expiresInDays: 1 });
    expect(made.status).toBe(403);
    expect((await withToken(token, 'POST', '/auth/logout')).status).toBe(403);
    const nobodys = '01890000-0000-7000-8000-000000000000';
    expect((await withToken(token, 'POST', `/approvals/${nobodys}/approve`, because)).status).toBe(403);
    expect((await withToken(token, 'POST', '/auth/mfa/totp')).status).toBe(403);
  });

  test('ends when it is revoked, by its owner alone', async () => {
    const { token, id } = await make(bertil, ['account:own']);
    expect((await ada.send('DELETE', `/auth/tokens/${id}`)).status).toBe(404);
    expect((await bertil.send('DELETE', `/auth/tokens/${id}`)).status).toBe(204);
    expect(await statusWith(token)).toBe(401);
  });

  test('that does not work is not made up for by a cookie', async () => {
    const wrong = `cm_${'x'.repeat(43)}`;
    expect((await bertil.send('GET', '/auth/me', undefined, { Authorization: `Bearer ${wrong}` })).status).toBe(401);
    expect((await bertil.send('GET', '/auth/me', undefined, { Authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  test('lasts ninety days at most, and no longer than stated', async () => {
    expect((await bertil.send('POST', '/auth/tokens', { name: 'x', scopes: ['account:own'], expiresInDays: 91 })).status).toBe(
      400,
    );
    const { token } = await make(bertil, ['account:own'], 1);
    clock.advance({ hours: 23, minutes: 59 });
    expect(await statusWith(token)).toBe(200);
    clock.advance({ minutes: 1 });
    expect(await statusWith(token)).toBe(401);
    clock.advance({ hours: -24 });
  });

  test('of a person who resets the password by a link is revoked', async () => {
    const dagny = await aClient(chatMan, 'dagny');
    const { token } = await make(dagny, ['account:own']);
    const { id } = dagny;
    const link = await ada.ask<{ token: string }>('POST', `/users/${id}/reset-password`, because);
    await dagny.send('POST', '/auth/reset-password', { token: link.token, newPassword: 'another good password' });
    expect(await statusWith(token)).toBe(401);
  });

  test('is one of twenty-five at most, counted exactly', async () => {
    const erik = await aClient(chatMan, 'erik');
    const one = () => erik.send('POST', '/auth/tokens', { name: 'x', scopes: ['account:own'], expiresInDays: 1 });
    const statuses = (await Promise.all(Array.from({ length: 40 }, one))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(25);
    expect(statuses.filter((status) => status === 409)).toHaveLength(15);
    await signedIn(chatMan, 'erik');
  });
});
