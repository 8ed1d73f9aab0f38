import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freeLoopbackPort } from '../../libs/platform/postgres/embedded/free-port.js';
import type { ChatMan } from '../support/chat-man.js';
import { registered } from '../support/people.js';
import { ssoAt } from '../support/sso.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { enterPassword, setUp } from './support/steps.js';
import { VirtualAuthenticator } from './support/virtual-authenticator.js';

const path = chromiumPath();
const port = await freeLoopbackPort();
const site = `http://localhost:${String(port)}`;
const { provider, variables } = await ssoAt(site);

describe.runIf(path !== null)('single sign-on, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null, { PORT: String(port), ...variables }));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, site);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    await registered(chatMan, 'bertil');
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, site);
    page = watched.page;
  });

  afterEach(async () => {
    // Nobody but the provider is asked for anything.
    expect(watched.complaints.filter((complaint) => complaint !== `request to ${provider.issuer}`)).toEqual([]);
    await watched.close();
  });

  const goThere = () => page.getByRole('button', { name: 'Continue with House account' }).click();

  it('makes an account at the first time and leads back to where one wanted to go', async () => {
    provider.person = { sub: 'S-ada', preferred_username: 'ada', name: 'Ada Lindqvist' };
    await page.goto('/account/sessions');
    await page.waitForURL('**/sign-in?back=**');
    await goThere();
    await page.waitForURL('**/account/sessions');
    await page.getByRole('button', { name: 'Account and appearance' }).click();
    await page.getByText('Ada Lindqvist').waitFor();
  });

  it('says why an account that is here already is not taken over, and links it for its owner', async () => {
    provider.person = { sub: 'S-bertil', preferred_username: 'bertil' };
    await page.goto('/sign-in');
    await goThere();
    await page.getByText('An account with your name already exists.').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await watched.flaws()).toEqual([]);

    await enterPassword(page, 'bertil', password);
    await page.waitForURL('**/chat');
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Link House account' }).click();
    await page.waitForURL('**/account/security');
    await page.getByText('You can sign in with House account. Linked').waitFor();

    await page.context().clearCookies();
    await page.goto('/sign-in');
    await goThere();
    await page.waitForURL('**/chat');
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Unlink it' }).click();
    await page.getByRole('dialog').getByText('You can no longer sign in with').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink it' }).click();
    await page.getByRole('button', { name: 'Link House account' }).waitFor();
  });

  it('keeps the only way in', async () => {
    provider.person = { sub: 'S-cecilia', preferred_username: 'cecilia' };
    await page.goto('/sign-in');
    await goThere();
    await page.waitForURL('**/chat');
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Unlink it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink it' }).click();
    await page.getByRole('dialog').getByText('This is the only way to sign in to your account.').waitFor();
  });

  it('asks for the second factor here as well', async () => {
    provider.person = { sub: 'S-dagny', preferred_username: 'dagny' };
    const authenticator = await VirtualAuthenticator.on(page);
    await page.goto('/sign-in');
    await goThere();
    await page.waitForURL('**/chat');
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog', { name: 'Add a passkey' }).getByLabel('Name').fill('Phone');
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: 'Remove Phone' }).waitFor();

    await page.context().clearCookies();
    await authenticator.touched(false);
    await page.goto('/sign-in?back=%2Faccount%2Fnotices');
    await goThere();
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('That code is incorrect').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await authenticator.touched(true);
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.waitForURL('**/account/notices');
  });

  it('says in plain words that it was refused, to whoever wanted in and to whoever wanted to link', async () => {
    await page.goto('/api/auth/sso/callback?error=access_denied');
    await page.getByText('House account didn’t confirm your identity').waitFor();
    expect(await watched.flaws()).toEqual([]);

    await enterPassword(page, 'bertil', password);
    await page.waitForURL('**/chat');
    await page.goto('/api/auth/sso/callback?error=access_denied');
    await page.waitForURL('**/account/security');
    await page.getByText('Nothing was linked').waitFor();
  });

  it.each(screens)('has nothing for axe to find on the sign-in page, light and dark: %s', async (_name, options) => {
    const other = await watchedPage(browser, site, options);
    await other.page.goto('/sign-in');
    await other.page.getByRole('button', { name: 'Continue with House account' }).waitFor();
    expect(await other.flaws()).toEqual([]);
    await other.close();
  });
});
