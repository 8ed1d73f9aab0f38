import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import type { ChatMan } from '../support/chat-man.js';
import { registered, signedIn } from '../support/people.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { enterPassword, setUp, signIn } from './support/steps.js';

const path = chromiumPath();

/** Base32 (RFC 4648) as the page shows it, in groups. */
function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(/\s/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

describe.runIf(path !== null)('my account, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    for (const username of ['ada', 'bertil', 'carla']) await registered(chatMan, username);
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, chatMan.url);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('shows where one is signed in, and ends one session and all others', async () => {
    const { page } = watched;
    await signIn(page, 'ada', password);
    await signedIn(chatMan, 'ada');
    await signedIn(chatMan, 'ada');
    await page.goto('/account/sessions');
    const ends = page.getByRole('button', { name: /^End the session on/ });
    await ends.first().waitFor();
    const before = await ends.count();

    await ends.first().click();
    await page
      .getByText(/Session on .* ended\./)
      .first()
      .waitFor();
    await expect.poll(() => ends.count()).toBe(before - 1);

    await page.getByRole('button', { name: 'End all other sessions' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End other sessions' }).click();
    await page.getByText('You are signed in nowhere else.').waitFor();
  });

  it('asks for another role with a reason, shows that it waits, and takes it back', async () => {
    const { page } = watched;
    await signIn(page, 'bertil', password, '/account');
    await page.getByRole('button', { name: 'Request another role' }).click();
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByText('Enter a reason.').waitFor();
    await page.getByRole('radio', { name: /^Operations team/ }).check();
    await page.getByLabel('Why do you need it?').fill('I look after documents.');
    await page.getByRole('button', { name: 'Send the request' }).click();

    await page.getByText('You requested the role Operations team').waitFor();
    await page.getByRole('button', { name: 'Withdraw request' }).click();
    await page.getByText('You withdrew it').waitFor();
  });

  it('sets a second factor up, shows recovery codes once, and asks for a code from then on', async () => {
    const { page } = watched;
    await signIn(page, 'carla', password, '/account/security');
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    await page.getByText('Enter the key manually').click();
    const secret = fromBase32(await page.locator('.secret').innerText());

    await page.getByLabel('Code', { exact: true }).fill('12345');
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText('The code has six digits.').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(totpCode(secret, totpStep(new Date())));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    const codes = page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
    await codes.first().waitFor();
    const recoveryCodes = await codes.allInnerTexts();
    expect(recoveryCodes).toHaveLength(10);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as a file' }).click();
    expect((await saved).suggestedFilename()).toBe('chat-man-recovery-codes.txt');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: 'Turn it off' }).waitFor();

    await page.context().clearCookies();
    await page.goto('/sign-in');
    await enterPassword(page, 'carla', password);
    await page.getByLabel('Code', { exact: true }).fill(recoveryCodes[0] ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/chat');
    await page.goto('/account/notices');
    await page.getByText('A recovery code was used to sign in').waitFor();
  });

  it('makes an API token that works, shows it once, and revokes it', async () => {
    const { page } = watched;
    await signIn(page, 'ada', password, '/account/tokens');
    await page.getByText('You have no tokens.').waitFor();
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('What is it for?').fill('Nightly report');
    await page.getByRole('checkbox', { name: /account:own/ }).check();
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = await page.getByRole('group', { name: 'API token' }).innerText();
    const me = (): Promise<Response> => fetch(`${chatMan.url}/api/auth/me`, { headers: { Authorization: `Bearer ${token}` } });
    expect((await me()).status).toBe(200);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText(token).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke token' }).click();
    await page.getByText('You have no tokens.').waitFor();
    expect((await me()).status).toBe(401);
  });

  it.each(screens)('has nothing for axe to find, light and dark: %s', async (_name, options) => {
    const other = await watchedPage(browser, chatMan.url, options);
    const { page } = other;
    await signIn(page, 'ada', password);
    const found: string[] = [];
    for (const place of ['profile', 'security', 'sessions', 'tokens', 'notices']) {
      await page.goto(`/account/${place}`);
      await page.locator('h1').waitFor();
      await page.locator('.skeleton').waitFor({ state: 'detached' });
      found.push(...(await other.flaws()).map((flaw) => `${place}: ${flaw}`));
    }
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    found.push(...(await other.flaws()).map((flaw) => `enrolment: ${flaw}`));

    expect(found).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});
