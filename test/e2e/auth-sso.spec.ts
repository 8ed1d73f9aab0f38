import { createHmac } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { asRole } from '../../libs/platform/postgres/roles.js';
import { anApp } from '../support/app.js';
import { fromBase32 } from '../support/base32.js';
import { Browser } from '../support/browser.js';
import { anOidcProvider, ssoClient } from '../support/oidc-provider.js';
import { aClient, goodPassword, theFirstAdmin } from '../support/people.js';
import { TurnedClock } from '../support/turned-clock.js';

const site = 'http://chatman.test';
const callback = `${site}/api/auth/sso/callback`;
const provider = await anOidcProvider(callback);
const secretFile = join(mkdtempSync(join(tmpdir(), 'chatman-sso-')), 'secret');
writeFileSync(secretFile, `${ssoClient.secret}\n`);
const clock = new TurnedClock();
const chatMan = await anApp({
  clock,
  environment: { PUBLIC_URL: site },
  settings: {
    auth: {
      sso: {
        issuer: provider.issuer,
        clientId: ssoClient.id,
        clientSecretFile: secretFile,
        label: 'House account',
        roleClaim: 'groups',
        roles: { staff: 'operations_team', bosses: 'admin' },
      },
    },
  },
});
const admin = await theFirstAdmin(chatMan, 'first.admin');
let browser: Browser;
beforeEach(() => void (browser = new Browser(new Map([[site, chatMan.url]]))));

const rows = async (sql: string) =>
  (await asRole(chatMan.database.ownerUrl, (client) => client.query(sql))).rows as Record<string, unknown>[];

/** Off to the provider and signed in there; answers the address that the provider sends the browser back to. */
async function backFromProvider(change: (authorisation: URL) => void = () => undefined, path = ''): Promise<string> {
  const started = await browser.visit(`${site}/api/auth/sso/start${path}`);
  expect(started.status).toBe(303);
  const authorisation = new URL(started.headers.get('location')!);
  change(authorisation);
  return browser.follow(authorisation.href, callback);
}

/** The callback comes from another site: whether it is led on to the next step. */
async function ledTo(address: string): Promise<string | null> {
  return (await browser.visit(address, { sameSite: false })).headers.get('location');
}

/** An ID token with other fields, signed with the client's secret where its header says so, else with what it had. */
function changed(idToken: string, header: object, claims: object): string {
  const [oldHeader, oldClaims, oldSignature] = idToken.split('.') as [string, string, string];
  const withFields = (part: string, fields: object) =>
    Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(part, 'base64url').toString()) as object), ...fields })).toString(
      'base64url',
    );
  const signed = `${withFields(oldHeader, header)}.${withFields(oldClaims, claims)}`;
  const ownSignature = createHmac('sha256', ssoClient.secret).update(signed).digest('base64url');
  return `${signed}.${'alg' in header ? ownSignature : oldSignature}`;
}

const finish = (body: object = {}) => browser.visit(`${site}/api/auth/sso/finish`, { method: 'POST', body });
const me = async () => (await (await browser.visit(`${site}/api/auth/me`)).json()) as Record<string, unknown>;
const answerOf = async (response: Response) => [response.status, ((await response.json()) as { code?: string }).code];

async function signIn(body: object = {}): Promise<Response> {
  expect(await ledTo(await backFromProvider())).toBe('/sign-in?sso=finish');
  return finish(body);
}

describe('single sign-on', () => {
  test('is shown at the door', async () => {
    expect(await (await browser.visit(`${site}/api/auth/doors`)).json()).toMatchObject({ sso: { label: 'House account' } });
  });

  test('begins for a page as well, which is told where to go', async () => {
    provider.person = { sub: 'S-page', preferred_username: 'from.page' };
    const started = await browser.visit(`${site}/api/auth/sso/start`, { method: 'POST', body: {} });
    expect(started.status).toBe(200);
    const { location } = (await started.json()) as { location: string };
    expect(await ledTo(await browser.follow(location, callback))).toBe('/sign-in?sso=finish');
    expect((await finish()).status).toBe(200);
    expect(
      await answerOf(await browser.visit(`${site}/api/auth/sso/start`, { method: 'POST', body: { links: 'true' } })),
    ).toEqual([400, 'invalid-request']);
  });

  test('makes an account at the first time, and finds it again by issuer and subject when the name has changed', async () => {
    provider.person = { sub: 'S-ada', preferred_username: 'ada', name: 'Ada Lindqvist', groups: ['staff'] };
    const response = await signIn();
    expect(await response.json()).toMatchObject({
      user: { username: 'ada', displayName: 'Ada Lindqvist', role: 'operations_team' },
    });
    const { id } = await me();
    provider.person = { sub: 'S-ada', preferred_username: 'renamed', groups: ['staff'] };
    browser = new Browser(new Map([[site, chatMan.url]]));
    expect((await signIn()).status).toBe(200);
    expect(await me()).toMatchObject({ id, username: 'ada' });
  });

  test('begins the session with the step of this site: the callback sets none', async () => {
    const back = await backFromProvider();
    expect(browser.cookie(site, 'chatman.sso')).toMatch(/HttpOnly; SameSite=Lax$/);
    await ledTo(back);
    expect(browser.cookie(site, 'chatman.sid')).toBeUndefined();
    expect((await finish()).status).toBe(200);
    expect(browser.cookie(site, 'chatman.sid')).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(browser.cookie(site, 'chatman.sso')).toBeUndefined();
    expect((await finish()).status).toBe(401);
  });

  test('takes subjects to the letter', async () => {
    provider.person = { sub: 's-ADA', preferred_username: 'ada.too' };
    await signIn();
    expect(await me()).toMatchObject({ username: 'ada.too', role: 'external_client' });
  });
});

describe('what does not fit is refused:', () => {
  beforeEach(() => void (provider.person = { sub: 'S-ada', preferred_username: 'ada', groups: ['staff'] }));

  test('another nonce', async () => {
    const back = await backFromProvider((authorisation) => authorisation.searchParams.set('nonce', 'of-another-sign-in'));
    expect(await ledTo(back)).toBe('/sign-in?sso=refused');
    expect(await answerOf(await finish())).toEqual([401, 'sso-refused']);
  });

  test('another state, and an answer to another browser', async () => {
    const back = new URL(await backFromProvider());
    back.searchParams.set('state', 'of-another-sign-in');
    expect(await ledTo(back.href)).toBe('/sign-in?sso=refused');
    const mine = await backFromProvider();
    browser = new Browser(new Map([[site, chatMan.url]]));
    expect(await ledTo(mine)).toBe('/sign-in?sso=refused');
  });

  test('a challenge that was exchanged on the way', async () => {
    const back = await backFromProvider((authorisation) => authorisation.searchParams.set('code_challenge', 'A'.repeat(43)));
    expect(await ledTo(back)).toBe('/sign-in?sso=refused');
  });

  test('a code that was used: with its own attempt, and with a new one', async () => {
    const back = new URL(await backFromProvider());
    expect(await ledTo(back.href)).toBe('/sign-in?sso=finish');
    const used = await ledTo(back.href);
    expect(used).toBe('/sign-in?sso=refused');
    const fresh = new URL(await backFromProvider());
    fresh.searchParams.set('code', back.searchParams.get('code')!);
    expect(await ledTo(fresh.href)).toBe('/sign-in?sso=refused');
  });

  test.each<[string, (idToken: string) => string]>([
    ['changed claims under the old signature', (token) => changed(token, {}, { groups: ['staff', 'bosses'] })],
    ['no signature', (token) => `${changed(token, { alg: 'none' }, {}).split('.').slice(0, 2).join('.')}.`],
    ['a signature with the client’s secret in place of the provider’s key', (token) => changed(token, { alg: 'HS256' }, {})],
    ['another audience', (token) => changed(token, {}, { aud: 'another-client' })],
  ])('an ID token with %s', async (_, forge) => {
    provider.forge = forge;
    const led = await ledTo(await backFromProvider());
    provider.forge = null;
    expect(led).toBe('/sign-in?sso=refused');
    expect(await ledTo(await backFromProvider())).toBe('/sign-in?sso=finish');
  });

  test('an answer after ten minutes', async () => {
    const back = await backFromProvider();
    clock.turn({ minutes: 10 });
    expect(await ledTo(back)).toBe('/sign-in?sso=refused');
  });

  test('somebody who turned back at the provider', async () => {
    const back = new URL(await backFromProvider());
    expect(await ledTo(`${callback}?error=access_denied&state=${back.searchParams.get('state')}`)).toBe('/sign-in?sso=refused');
  });

  test('each of it is on record', async () => {
    const [{ count }] = (await rows(
      "SELECT count(*)::int AS count FROM audit.event WHERE action = 'session.refused' AND reason LIKE 'sso-%'",
    )) as [{ count: number }];
    expect(count).toBeGreaterThanOrEqual(8);
  });
});

describe('roles', () => {
  test('that a claim only names are not given', async () => {
    provider.person = { sub: 'S-eve', preferred_username: 'eve', groups: ['admin', 'compliance_officer', 'operations_team'] };
    await signIn();
    expect(await me()).toMatchObject({ role: 'external_client' });
  });

  test('beyond operations_team become a request that administrators decide', async () => {
    provider.person = { sub: 'S-boss', preferred_username: 'boss', groups: ['bosses'] };
    await signIn();
    expect(await me()).toMatchObject({ role: 'operations_team' });
    const { items } = await admin.ask<{ items: object[] }>('GET', '/auth/role-requests?state=pending');
    expect(items).toMatchObject([{ role: 'admin', person: { username: 'boss' } }]);
  });

  test('follow the groups at the next sign-in, and what was granted here stays', async () => {
    provider.person = { sub: 'S-ada', preferred_username: 'ada', groups: [] };
    await signIn();
    expect(await me()).toMatchObject({ role: 'external_client' });
    const { id } = await me();
    await admin.ask('POST', '/auth/step-up', { password: goodPassword });
    await admin.ask('PATCH', `/users/${id as string}`, { role: 'compliance_officer', reason: 'As agreed with the head' });
    await signIn();
    expect(await me()).toMatchObject({ role: 'compliance_officer' });
  });
});

describe('an account that is here already', () => {
  test('is not taken over by its name', async () => {
    await aClient(chatMan, 'bertil');
    provider.person = { sub: 'S-bertil', preferred_username: 'Bertil' };
    expect(await answerOf(await signIn())).toEqual([409, 'sso-name-taken']);
  });

  test('is linked by its owner, who is told, and unlinked again', async () => {
    const credentials = { username: 'bertil', password: goodPassword };
    await browser.visit(`${site}/api/auth/login`, { method: 'POST', body: credentials });
    const { id } = await me();
    expect(await ledTo(await backFromProvider(undefined, '?purpose=link'))).toBe('/account?sso=finish');
    expect((await finish()).status).toBe(401);
    expect((await browser.visit(`${site}/api/auth/sso/link`, { method: 'POST' })).status).toBe(200);
    const notices = (await (await browser.visit(`${site}/api/auth/notices`)).json()) as { items: { kind: string }[] };
    expect(notices.items.map(({ kind }) => kind)).toContain('sso.linked');
    browser = new Browser(new Map([[site, chatMan.url]]));
    await signIn();
    expect(await me()).toMatchObject({ id, username: 'bertil' });
    expect((await browser.visit(`${site}/api/auth/sso/link`, { method: 'DELETE' })).status).toBe(204);
    expect(await answerOf(await signIn())).toEqual([409, 'sso-name-taken']);
  });

  test('is not linked from another site', async () => {
    await browser.visit(`${site}/api/auth/login`, { method: 'POST', body: { username: 'bertil', password: goodPassword } });
    const response = await browser.visit(`${site}/api/auth/sso/start?purpose=link`, { sameSite: false });
    expect(response.status).toBe(401);
  });

  test('keeps its only way in', async () => {
    provider.person = { sub: 'S-cecilia', preferred_username: 'cecilia' };
    await signIn();
    const response = await browser.visit(`${site}/api/auth/sso/link`, { method: 'DELETE' });
    expect(await answerOf(response)).toEqual([409, 'last-way-in']);
  });

  test('asks for its second factor here as well', async () => {
    provider.person = { sub: 'S-cecilia', preferred_username: 'cecilia' };
    await signIn();
    const enrolment = await browser.visit(`${site}/api/auth/mfa/totp`, { method: 'POST' });
    const secret = fromBase32(((await enrolment.json()) as { secret: string }).secret);
    const code = () => totpCode(secret, totpStep(clock.now()));
    await browser.visit(`${site}/api/auth/mfa/totp/confirm`, { method: 'POST', body: { code: code() } });
    expect(await answerOf(await signIn())).toEqual([401, 'mfa-required']);
    clock.turn({ seconds: 30 });
    expect((await finish({ code: code() })).status).toBe(200);
  });

  test('that is disabled stays closed', async () => {
    provider.person = { sub: 'S-dagny', preferred_username: 'dagny' };
    await signIn();
    const { id } = await me();
    await admin.ask('POST', `/users/${id as string}/disable`, { reason: 'Left the house' });
    expect((await browser.visit(`${site}/api/auth/me`)).status).toBe(401);
    expect(await answerOf(await signIn())).toEqual([401, 'sso-refused']);
  });
});

test('neither issuer nor subject can be read from the tables', async () => {
  const dump = JSON.stringify([
    await rows('SELECT i::text FROM auth.sso_identity i'),
    await rows('SELECT content FROM auth.sso_attempt'),
  ]);
  expect(dump).not.toContain('S-ada');
  expect(dump).not.toContain(Buffer.from('S-ada').toString('hex'));
});
