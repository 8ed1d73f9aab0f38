import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { fromBase32 } from '../support/base32.js';
import { answerOf } from '../support/answers.js';
import { overtaken } from '../support/held-rows.js';
import { ssoClient } from '../support/oidc-provider.js';
import { aClient } from '../support/inserted-people.js';
import { goodPassword } from '../support/people.js';
import { anSsoApp, site, type SsoBrowser } from '../support/sso.js';
import { AdjustableClock } from '../support/adjustable-clock.js';

const clock = new AdjustableClock();
const { chatMan, provider, admin, aBrowser } = await anSsoApp(clock, {
  auth: { sso: { roleClaim: 'groups', roles: { staff: 'operations_team', bosses: 'admin' } } },
});
let browser: SsoBrowser;
beforeEach(() => void (browser = aBrowser()));

const { rows } = chatMan.database;

/** An ID token with other fields, signed with the client's secret where its header names it, else with the original signature. */
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

const finish = (body: object = {}) => browser.call('POST', '/sso/finish', body);
const me = async () => (await (await browser.call('GET', '/me')).json()) as Record<string, unknown>;
const signInByPassword = (username: string) => browser.call('POST', '/login', { username, password: goodPassword });

describe('single sign-on', () => {
  test('is among the sign-in methods', async () => {
    expect(await (await browser.call('GET', '/sign-in-methods')).json()).toMatchObject({ sso: { label: 'House account' } });
  });

  test('begins for a page as well, which gets the address', async () => {
    provider.person = { sub: 'S-page', preferred_username: 'from.page' };
    const started = await browser.call('POST', '/sso/start', {});
    expect(started.status).toBe(200);
    const { location } = (await started.json()) as { location: string };
    expect(await browser.ledTo(await browser.through(location))).toBe('/sign-in?sso=finish');
    expect((await finish()).status).toBe(200);
    expect(await answerOf(await browser.call('POST', '/sso/start', { links: 'true' }))).toEqual([400, 'invalid-request']);
  });

  test('makes an account at the first time, and finds it again by issuer and subject when the name has changed', async () => {
    provider.person = { sub: 'S-ada', preferred_username: 'ada', name: 'Ada Lindqvist', groups: ['staff'] };
    const response = await browser.signInBySso();
    expect(await response.json()).toMatchObject({
      user: { username: 'ada', displayName: 'Ada Lindqvist', role: 'operations_team' },
    });
    const { id } = await me();
    provider.person = { sub: 'S-ada', preferred_username: 'renamed', groups: ['staff'] };
    browser = aBrowser();
    expect((await browser.signInBySso()).status).toBe(200);
    expect(await me()).toMatchObject({ id, username: 'ada' });
  });

  test('begins the session with the step of this site: the callback sets none', async () => {
    const back = await browser.backFromProvider();
    expect(browser.cookieOf('sso')).toMatch(/HttpOnly; SameSite=Lax$/);
    await browser.ledTo(back);
    expect(browser.cookieOf('sid')).toBeUndefined();
    expect((await finish()).status).toBe(200);
    expect(browser.cookieOf('sid')).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(browser.cookieOf('sso')).toBeUndefined();
    expect((await finish()).status).toBe(401);
  });

  test('takes subjects to the letter', async () => {
    provider.person = { sub: 's-ADA', preferred_username: 'ada.too' };
    await browser.signInBySso();
    expect(await me()).toMatchObject({ username: 'ada.too', role: 'external_client' });
  });
});

describe('what does not fit is refused:', () => {
  beforeEach(() => void (provider.person = { sub: 'S-ada', preferred_username: 'ada', groups: ['staff'] }));

  test('another nonce', async () => {
    const back = await browser.backFromProvider('sign-in', (authorisation) =>
      authorisation.searchParams.set('nonce', 'of-another-sign-in'),
    );
    expect(await browser.ledTo(back)).toBe('/sign-in?sso=refused');
    expect(await answerOf(await finish())).toEqual([401, 'sso-refused']);
  });

  test('another state, and an answer to another browser', async () => {
    const back = new URL(await browser.backFromProvider());
    back.searchParams.set('state', 'of-another-sign-in');
    expect(await browser.ledTo(back.href)).toBe('/sign-in?sso=refused');
    const mine = await browser.backFromProvider();
    browser = aBrowser();
    expect(await browser.ledTo(mine)).toBe('/sign-in?sso=refused');
  });

  test('a challenge that was exchanged on the way', async () => {
    const back = await browser.backFromProvider('sign-in', (authorisation) =>
      authorisation.searchParams.set('code_challenge', 'A'.repeat(43)),
    );
    expect(await browser.ledTo(back)).toBe('/sign-in?sso=refused');
  });

  test('a code that was used: with its own attempt, and with a new one', async () => {
    const back = new URL(await browser.backFromProvider());
    expect(await browser.ledTo(back.href)).toBe('/sign-in?sso=finish');
    const used = await browser.ledTo(back.href);
    expect(used).toBe('/sign-in?sso=refused');
    const fresh = new URL(await browser.backFromProvider());
    fresh.searchParams.set('code', back.searchParams.get('code')!);
    expect(await browser.ledTo(fresh.href)).toBe('/sign-in?sso=refused');
  });

  test.each<[string, (idToken: string) => string]>([
    ['changed claims under the old signature', (token) => changed(token, {}, { groups: ['staff', 'bosses'] })],
    ['no signature', (token) => `${changed(token, { alg: 'none' }, {}).split('.').slice(0, 2).join('.')}.`],
    ['a signature with the client’s secret in place of the provider’s key', (token) => changed(token, { alg: 'HS256' }, {})],
    ['another audience', (token) => changed(token, {}, { aud: 'another-client' })],
  ])('an ID token with %s', async (_, forge) => {
    provider.forge = forge;
    const led = await browser.ledTo(await browser.backFromProvider());
    provider.forge = null;
    expect(led).toBe('/sign-in?sso=refused');
    expect(await browser.ledTo(await browser.backFromProvider())).toBe('/sign-in?sso=finish');
  });

  test('an answer after ten minutes', async () => {
    const back = await browser.backFromProvider();
    clock.advance({ minutes: 10 });
    expect(await browser.ledTo(back)).toBe('/sign-in?sso=refused');
  });

  test('a cancellation at the provider', async () => {
    provider.error = 'access_denied';
    const back = await browser.backFromProvider();
    provider.error = null;
    expect(await browser.ledTo(back)).toBe('/sign-in?sso=refused');
    expect(await rows("SELECT reason FROM audit.event WHERE action = 'session.refused' ORDER BY seq DESC LIMIT 1")).toEqual([
      { reason: 'sso-cancelled' },
    ]);
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
    await browser.signInBySso();
    expect(await me()).toMatchObject({ role: 'external_client' });
  });

  test('beyond operations_team become a request that administrators decide', async () => {
    provider.person = { sub: 'S-boss', preferred_username: 'boss', groups: ['bosses'] };
    await browser.signInBySso();
    expect(await me()).toMatchObject({ role: 'operations_team' });
    const { items } = await admin.ask<{ items: object[] }>('GET', '/auth/role-requests?state=pending');
    expect(items).toMatchObject([{ role: 'admin', person: { username: 'boss' } }]);
  });

  test('follow the groups at the next sign-in, and what was granted here stays', async () => {
    provider.person = { sub: 'S-ada', preferred_username: 'ada', groups: [] };
    await browser.signInBySso();
    expect(await me()).toMatchObject({ role: 'external_client' });
    const { id } = await me();
    await admin.ask('POST', '/auth/step-up', { password: goodPassword });
    await admin.ask('PATCH', `/users/${id as string}`, { role: 'compliance_officer', reason: 'As agreed with the head' });
    await browser.signInBySso();
    expect(await me()).toMatchObject({ role: 'compliance_officer' });
  });

  test('keep a role that is granted here during the sign-in', async () => {
    provider.person = { sub: 'S-mona', preferred_username: 'mona', groups: [] };
    await browser.signInBySso();
    const { id } = await me();
    provider.person = { sub: 'S-mona', preferred_username: 'mona', groups: ['staff'] };
    browser = aBrowser();
    await browser.ledTo(await browser.backFromProvider('sign-in'));
    const response = await overtaken(chatMan.database.ownerUrl, {
      hold: (client) => client.query(`UPDATE auth.user SET role = 'compliance_officer' WHERE id = $1`, [id]),
      call: () => finish(),
    });
    expect(response.status).toBe(200);
    expect(await me()).toMatchObject({ role: 'compliance_officer' });
  });
});

describe('an account that is here already', () => {
  test('is not taken over by its name', async () => {
    await aClient(chatMan, 'bertil');
    provider.person = { sub: 'S-bertil', preferred_username: 'Bertil' };
    expect(await answerOf(await browser.signInBySso())).toEqual([409, 'sso-name-taken']);
  });

  test('is linked by its owner, who is notified, and unlinked again', async () => {
    await signInByPassword('bertil');
    const { id } = await me();
    expect(await browser.ledTo(await browser.backFromProvider('link'))).toBe('/account?sso=finish');
    expect((await finish()).status).toBe(401);
    expect((await browser.call('POST', '/sso/link')).status).toBe(200);
    const notices = (await (await browser.call('GET', '/notices')).json()) as { items: { kind: string }[] };
    expect(notices.items.map(({ kind }) => kind)).toContain('sso.linked');
    browser = aBrowser();
    await browser.signInBySso();
    expect(await me()).toMatchObject({ id, username: 'bertil' });
    expect((await browser.call('DELETE', '/sso/link')).status).toBe(204);
    expect(await answerOf(await browser.signInBySso())).toEqual([409, 'sso-name-taken']);
  });

  test('is not linked from another site', async () => {
    await signInByPassword('bertil');
    const response = await browser.visit(`${site}/api/auth/sso/start?purpose=link`, { sameSite: false });
    expect(response.status).toBe(401);
  });

  test('keeps its only way in', async () => {
    provider.person = { sub: 'S-cecilia', preferred_username: 'cecilia' };
    await browser.signInBySso();
    const response = await browser.call('DELETE', '/sso/link');
    expect(await answerOf(response)).toEqual([409, 'last-way-in']);
  });

  test('asks for its second factor here as well', async () => {
    provider.person = { sub: 'S-cecilia', preferred_username: 'cecilia' };
    await browser.signInBySso();
    const enrolment = await browser.call('POST', '/mfa/totp');
    const secret = fromBase32(((await enrolment.json()) as { secret: string }).secret);
    const code = () => totpCode(secret, totpStep(clock.now()));
    await browser.call('POST', '/mfa/totp/confirm', { code: code() });
    expect(await answerOf(await browser.signInBySso())).toEqual([401, 'mfa-required']);
    clock.advance({ seconds: 30 });
    expect((await finish({ code: code() })).status).toBe(200);
  });

  test('that is disabled stays closed', async () => {
    provider.person = { sub: 'S-dagny', preferred_username: 'dagny' };
    await browser.signInBySso();
    const { id } = await me();
    await admin.ask('POST', `/users/${id as string}/disable`, { reason: 'Left the house' });
    expect((await browser.call('GET', '/me')).status).toBe(401);
    expect(await answerOf(await browser.signInBySso())).toEqual([401, 'sso-refused']);
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
