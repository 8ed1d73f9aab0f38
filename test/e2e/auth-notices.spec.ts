import { describe, expect, test } from 'vitest';
import { AccountHousekeeping } from '../../apps/api/src/auth/housekeeping.schedule.js';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp } from '../support/app.js';
import { fromBase32 } from '../support/base32.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword, registered, signedIn, type Person } from '../support/people.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

interface NoticeAnswer {
  readonly id: string;
  readonly kind: string;
  readonly about: string | null;
  readonly readAt: string | null;
}

const clock = new AdjustableClock();
const chatMan = await anApp({ clock });
const ada = await theFirstAdmin(chatMan, 'ada');
const because = { reason: 'The telephone fell into the lake' };
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

const noticesOf = (person: Person) => person.ask<{ items: NoticeAnswer[]; unread: number }>('GET', '/auth/notices');
const kindsOf = async (person: Person) => (await noticesOf(person)).items.map(({ kind }) => kind);
const signIn = (username: string, cookie?: string) =>
  fetch(`${chatMan.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'User-Agent': firefox, ...(cookie ? { Cookie: cookie } : {}) },
    body: JSON.stringify({ username, password: goodPassword }),
  });

describe('a person is notified', () => {
  test('of a browser that the account was not used from before, and not of the first or of one that came back', async () => {
    const bertil = await registered(chatMan, 'bertil');
    expect(await kindsOf(bertil)).toEqual([]);
    const browser = bertil.cookie.split('; ').find((cookie) => cookie.startsWith('chatman.device='))!;
    expect((await signIn('bertil', browser)).status).toBe(200);
    expect(await kindsOf(bertil)).toEqual([]);
    const elsewhere = (await signIn('bertil')).headers.getSetCookie();
    expect(elsewhere.find((cookie) => cookie.startsWith('chatman.device='))).toMatch(/HttpOnly; SameSite=Strict$/);
    expect((await noticesOf(bertil)).items).toMatchObject([{ kind: 'device.new', about: 'Firefox on Linux', readAt: null }]);
    expect((await signIn('bertil', elsewhere.map((cookie) => cookie.split(';')[0]).join('; '))).status).toBe(200);
    expect(await kindsOf(bertil)).toEqual(['device.new']);
  });

  test('of a new password, chosen or by a link, and of the link', async () => {
    const cecilia = await registered(chatMan, 'cecilia');
    const newPassword = 'Still-Water-Runs-77';
    await cecilia.ask('POST', '/auth/password', { currentPassword: goodPassword, newPassword });
    const link = await ada.ask<{ token: string }>('POST', `/users/${cecilia.id}/reset-password`, because);
    expect(await kindsOf(cecilia)).toEqual(['password.reset-link-made', 'password.changed']);
    await cecilia.ask('POST', '/auth/reset-password', { token: link.token, newPassword: goodPassword });
    expect((await kindsOf(await signedIn(chatMan, 'cecilia')))[1]).toBe('password.reset');
  });

  test('of tokens, by name', async () => {
    const dagny = await aClient(chatMan, 'dagny');
    const { id } = await dagny.ask<{ id: string }>('POST', '/auth/tokens', {
      name: 'nightly report',
      scopes: ['account:own'],
      expiresInDays: 1,
    });
    await dagny.ask('DELETE', `/auth/tokens/${id}`);
    expect((await noticesOf(dagny)).items).toMatchObject([
      { kind: 'token.revoked', about: 'nightly report' },
      { kind: 'token.created', about: 'nightly report' },
    ]);
  });

  test('of the second factor: enrolled, replaced by a recovery code, removed by either', async () => {
    const erik = await aClient(chatMan, 'erik');
    const enrol = async () => {
      const { secret } = await erik.ask<{ secret: string }>('POST', '/auth/mfa/totp');
      const code = totpCode(fromBase32(secret), totpStep(clock.now()));
      return (await erik.ask<{ codes: string[] }>('POST', '/auth/mfa/totp/confirm', { code })).codes;
    };
    const [recoveryCode] = await enrol();
    await erik.ask('POST', '/auth/step-up', { code: recoveryCode });
    await erik.ask('DELETE', '/auth/mfa/totp');
    await enrol();
    expect(await kindsOf(erik)).toEqual(['mfa.enrolled', 'mfa.removed', 'mfa.recovery-code-used', 'mfa.enrolled']);
    await ada.ask('POST', '/auth/step-up', { password: goodPassword });
    await ada.ask('POST', `/users/${erik.id}/reset-mfa`, {
      ...because,
      identityCheck: 'Came to the desk with a passport',
    });
    expect(await kindsOf(await signedIn(chatMan, 'erik'))).toContain('mfa.removed-by-administrator');
  });
});

describe('notices', () => {
  test('are marked as read, one or all, by their owner alone', async () => {
    const frida = await aClient(chatMan, 'frida');
    for (const name of ['one', 'two', 'three'])
      await frida.ask('POST', '/auth/tokens', { name, scopes: ['account:own'], expiresInDays: 1 });
    const { items, unread } = await noticesOf(frida);
    expect(unread).toBe(3);
    const ids = [items[0]!.id];
    expect(await ada.ask('POST', '/auth/notices/read', { ids })).toMatchObject({ read: 0 });
    expect(await frida.ask('POST', '/auth/notices/read', { ids })).toEqual({ read: 1, unread: 2 });
    expect((await noticesOf(frida)).items.map(({ readAt }) => readAt !== null)).toEqual([true, false, false]);
    expect(await frida.ask('POST', '/auth/notices/read', {})).toEqual({ read: 2, unread: 0 });
    expect(await frida.ask('POST', '/auth/notices/read', {})).toEqual({ read: 0, unread: 0 });
  });

  test('come in pages, newest first', async () => {
    const gerda = await aClient(chatMan, 'gerda');
    for (const name of ['one', 'two', 'three', 'four'])
      await gerda.ask('POST', '/auth/tokens', { name, scopes: ['account:own'], expiresInDays: 1 });
    const first = await gerda.ask<{ items: NoticeAnswer[]; nextCursor: string }>('GET', '/auth/notices?limit=3');
    const rest = await gerda.ask<{ items: NoticeAnswer[]; nextCursor: null }>(
      'GET',
      `/auth/notices?limit=3&cursor=${first.nextCursor}`,
    );
    expect([...first.items, ...rest.items].map(({ about }) => about)).toEqual(['four', 'three', 'two', 'one']);
    expect(rest.nextCursor).toBeNull();
    expect((await gerda.send('GET', '/auth/notices?cursor=nonsense')).status).toBe(400);
  });

  test('cannot be read from the tables, and are forgotten after 400 days', async () => {
    const rows = async () =>
      (await asRole(chatMan.database.ownerUrl, (client) => client.query('SELECT content FROM auth.notice'))).rows as {
        content: Buffer;
      }[];
    const kept = await rows();
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter(({ content }) => /token|mfa|report/.test(content.toString('latin1')))).toEqual([]);
    clock.advance({ hours: 401 * 24 });
    await chatMan.app.get(AccountHousekeeping).tidy();
    expect(await rows()).toEqual([]);
  });
});
