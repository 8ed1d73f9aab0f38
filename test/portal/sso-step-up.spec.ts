import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freeLoopbackPort } from '../../libs/platform/postgres/embedded/free-port.js';
import type { ChatMan } from '../support/chat-man.js';
import type { Claims } from '../support/oidc-provider.js';
import { signedIn } from '../support/people.js';
import { ssoAt } from '../support/sso.js';
import { chromiumPath, desktop, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { setUp } from './support/steps.js';

const path = chromiumPath();
const port = await freeLoopbackPort();
const site = `http://localhost:${String(port)}`;
const { provider, variables } = await ssoAt(site);
const ada = { sub: 'S-ada', preferred_username: 'ada', name: 'Ada Lindqvist' };
const eve = { sub: 'S-eve', preferred_username: 'eve' };
const reason = 'A key was found in the street';

describe.runIf(path !== null)('somebody who has single sign-on alone, in a browser', () => {
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
    await anAdministrator();
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  afterEach(async () => {
    // Nobody but the provider is asked for anything.
    expect(watched.complaints.filter((complaint) => complaint !== `request to ${provider.issuer}`)).toEqual([]);
    await watched.close();
  });

  /** Ada comes by single sign-on; Mara, alone until then, makes an administrator of her. */
  async function anAdministrator(): Promise<void> {
    await comeIn();
    const mara = await signedIn(chatMan, 'mara', password);
    await mara.ask('POST', '/auth/step-up', { password });
    const { items } = await mara.ask<{ items: { id: string; username: string }[] }>('GET', '/users');
    const { id } = items.find(({ username }) => username === ada.preferred_username)!;
    await mara.ask('PATCH', `/users/${id}`, { role: 'admin', reason: 'Looks after it with me' });
    await watched.close();
  }

  function signsInAs(person: Claims): void {
    Object.assign(provider, { person, error: null });
  }

  /** Ada, signed in by the provider. */
  async function comeIn(options = desktop): Promise<void> {
    signsInAs(ada);
    watched = await watchedPage(browser, site, options);
    page = watched.page;
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with House account' }).click();
    await page.waitForURL('**/chat');
  }

  /** Wants what takes a proof of who she is; answers the dialog that asks for it. */
  async function endEverybodysSessions(): Promise<Locator> {
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'End everyone’s sessions' }).click();
    const question = page.getByRole('dialog', { name: 'End everyone’s sessions?' });
    await question.getByLabel('Reason').fill(reason);
    await question.getByRole('button', { name: 'End everyone’s sessions' }).click();
    return page.getByRole('dialog', { name: 'Confirm it’s you' });
  }

  async function openedBy(act: Promise<void>): Promise<Page> {
    const [opened] = await Promise.all([page.waitForEvent('popup'), act]);
    return opened;
  }

  it('confirms at the provider in a window of its own, and goes on where she was', async () => {
    await comeIn();
    const again = await endEverybodysSessions();
    await again.locator('button:focus', { hasText: 'Confirm with House account' }).waitFor();
    expect(await again.getByLabel('Your password').count()).toBe(0);
    const opened = await openedBy(page.keyboard.press('Enter'));
    if (!opened.isClosed()) await opened.waitForEvent('close');
    await page.getByText(/sessions? ended\. You’re still signed in\./).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it.each([
    ['somebody else signed in there', { person: eve }, 'isn’t the owner of this account'],
    ['she turned back there', { error: 'access_denied' }, 'Single sign-on was cancelled'],
  ])('is told when %s, and can try again', async (_name, met, words) => {
    await comeIn();
    const again = await endEverybodysSessions();
    Object.assign(provider, met);
    const opened = await openedBy(again.getByRole('button', { name: 'Confirm with House account' }).click());
    await opened.getByText(words).waitFor();
    await again.getByText('Waiting for House account.').waitFor();
    expect(await watched.flaws()).toEqual([]);
    signsInAs(ada);
    await opened.getByRole('button', { name: 'Try again' }).click();
    if (!opened.isClosed()) await opened.waitForEvent('close');
    await page.getByText(/sessions? ended\. You’re still signed in\./).waitFor();
  });

  describe('where the browser opens no window', () => {
    /** The dialog after she has been told so. */
    async function refusedWindow(): Promise<Locator> {
      await comeIn();
      await page.addInitScript(() => (window.open = () => null));
      const again = await endEverybodysSessions();
      await again.getByRole('button', { name: 'Confirm with House account' }).click();
      await again.getByText('Your browser blocked the window.').waitFor();
      return again;
    }

    it('opens a tab, and goes on where she was', async () => {
      const again = await refusedWindow();
      await again.locator('a:focus', { hasText: 'Open House account' }).waitFor();
      expect(await watched.flaws()).toEqual([]);
      await openedBy(page.keyboard.press('Enter'));
      await page.getByText(/sessions? ended\. You’re still signed in\./).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
    });

    it('goes there in the same window, and comes back to the page', async () => {
      const again = await refusedWindow();
      await again.getByRole('button', { name: 'Use this window instead' }).click();
      await page.getByText('You can continue with what you were doing.').waitFor();
      await page.waitForURL('**/admin/users');
      await endEverybodysSessions();
      await page.getByText(/sessions? ended\. You’re still signed in\./).waitFor();
    });
  });

  it.each(screens)('has nothing for axe to find on the way, light and dark: %s', async (_name, options) => {
    await comeIn(options as typeof desktop);
    const again = await endEverybodysSessions();
    await again.getByRole('button', { name: 'Confirm with House account' }).waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.goto('/step-up');
    await page.getByRole('button', { name: 'Confirm with House account' }).waitFor();
    expect(await watched.flaws()).toEqual([]);
    provider.person = eve;
    await page.getByRole('button', { name: 'Confirm with House account' }).click();
    await page.getByText('isn’t the owner of this account').waitFor();
    expect(await watched.flaws()).toEqual([]);
  });
});
