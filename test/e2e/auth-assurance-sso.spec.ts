import { expect, test } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { fromBase32 } from '../support/base32.js';
import { anSsoApp } from '../support/sso.js';
import { FrozenClock } from '../support/frozen-clock.js';

const clock = new FrozenClock();
const { provider, aBrowser } = await anSsoApp(clock, { auth: { assurance: 'asvs-2' } });
const browser = aBrowser();
provider.person = { sub: 'ada', preferred_username: 'ada' };

const read = async (answer: Promise<Response>) => (await (await answer).json()) as Record<string, unknown>;
const backHere = async () => expect(await browser.ledTo(await browser.backFromProvider('step-up'))).toBe('/step-up?sso=finish');

test('the word of the provider waits for the second factor, for five minutes and in this session alone (7.5.1)', async () => {
  expect((await browser.signInBySso()).status).toBe(200);
  const secret = fromBase32((await read(browser.call('POST', '/mfa/totp')))['secret'] as string);
  const codeNow = () => totpCode(secret, totpStep(clock.now()));
  expect((await browser.call('POST', '/mfa/totp/confirm', { code: codeNow() })).status).toBe(200);
  clock.advance({ minutes: 6 });
  expect((await browser.call('DELETE', '/mfa/totp')).status).toBe(428);
  expect(await read(browser.call('POST', '/step-up', { code: codeNow() }))).toMatchObject({ code: 'proof-incomplete' });

  await backHere();
  expect(await read(browser.call('POST', '/sso/step-up'))).toMatchObject({ complete: false });
  expect(await read(browser.call('GET', '/step-up'))).toMatchObject({ together: 'second' });
  expect((await browser.call('DELETE', '/mfa/totp')).status).toBe(428);
  clock.advance({ minutes: 6 });
  expect(await read(browser.call('GET', '/step-up'))).toMatchObject({ together: 'all' });
  expect((await browser.call('POST', '/step-up', { code: codeNow() })).status).toBe(422);

  await backHere();
  await browser.call('POST', '/sso/step-up');
  expect(await read(browser.call('POST', '/step-up', { code: codeNow() }))).toMatchObject({ complete: true });
  expect(await read(browser.call('GET', '/step-up'))).toMatchObject({ together: 'all' });
  expect((await browser.call('DELETE', '/mfa/totp')).status).toBe(204);
});
