import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { anApp } from '../support/app.js';
import { fromBase32 } from '../support/base32.js';
import { Browser } from '../support/browser.js';
import { anOidcProvider, ssoClient } from '../support/oidc-provider.js';
import { theFirstAdmin } from '../support/people.js';
import { StandingClock } from '../support/standing-clock.js';

const site = 'http://chatman.test';
const callback = `${site}/api/auth/sso/callback`;
const provider = await anOidcProvider(callback);
const secretFile = join(mkdtempSync(join(tmpdir(), 'chatman-sso-')), 'secret');
writeFileSync(secretFile, `${ssoClient.secret}\n`);
const clock = new StandingClock();
const chatMan = await anApp({
  clock,
  environment: { PUBLIC_URL: site },
  settings: {
    auth: {
      assurance: 'asvs-2',
      sso: { issuer: provider.issuer, clientId: ssoClient.id, clientSecretFile: secretFile, label: 'House account' },
    },
  },
});
await theFirstAdmin(chatMan, 'first.admin');
const browser = new Browser(new Map([[site, chatMan.url]]));
provider.person = { sub: 'ada', preferred_username: 'ada' };

const call = (method: string, path: string, body?: object) =>
  browser.visit(`${site}/api/auth${path}`, { method, ...(body === undefined ? {} : { body }) });
const read = async (answer: Promise<Response>) => (await (await answer).json()) as Record<string, unknown>;

async function backFromProvider(purpose: string): Promise<void> {
  const started = await browser.visit(`${site}/api/auth/sso/start?purpose=${purpose}`);
  provider.signedInAt = clock.now();
  const back = await browser.follow(started.headers.get('location')!, callback);
  expect((await browser.visit(back, { sameSite: false })).headers.get('location')).toMatch(/\?sso=finish$/);
}

test('the word of the provider waits for the second factor, for five minutes and in this session alone (7.5.1)', async () => {
  await backFromProvider('sign-in');
  expect((await call('POST', '/sso/finish', {})).status).toBe(200);
  const secret = fromBase32((await read(call('POST', '/mfa/totp')))['secret'] as string);
  const codeNow = () => totpCode(secret, totpStep(clock.now()));
  expect((await call('POST', '/mfa/totp/confirm', { code: codeNow() })).status).toBe(200);
  clock.turn({ minutes: 6 });
  expect((await call('DELETE', '/mfa/totp')).status).toBe(428);
  expect(await read(call('POST', '/step-up', { code: codeNow() }))).toMatchObject({ code: 'proof-incomplete' });

  await backFromProvider('step-up');
  expect(await read(call('POST', '/sso/step-up'))).toMatchObject({ complete: false });
  expect(await read(call('GET', '/step-up'))).toMatchObject({ together: 'second' });
  expect((await call('DELETE', '/mfa/totp')).status).toBe(428);
  clock.turn({ minutes: 6 });
  expect(await read(call('GET', '/step-up'))).toMatchObject({ together: 'all' });
  expect((await call('POST', '/step-up', { code: codeNow() })).status).toBe(422);

  await backFromProvider('step-up');
  await call('POST', '/sso/step-up');
  expect(await read(call('POST', '/step-up', { code: codeNow() }))).toMatchObject({ complete: true });
  expect(await read(call('GET', '/step-up'))).toMatchObject({ together: 'all' });
  expect((await call('DELETE', '/mfa/totp')).status).toBe(204);
});
