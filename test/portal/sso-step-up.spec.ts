import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freeLoopbackPort } from '../../libs/platform/postgres/free-port.js';
import type { ChatMan } from '../support/chat-man.js';
import { anOidcProvider, ssoClient } from '../support/oidc-provider.js';
import { signedIn } from '../support/people.js';
import { chromiumPath, desktop, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { setUp } from './support/steps.js';

const path = chromiumPath();
const port = await freeLoopbackPort();
const site = `http://localhost:${String(port)}`;
const provider = await anOidcProvider(`${site}/api/auth/sso/callback`);
const ada = { sub: 'S-ada', preferred_username: 'ada', name: 'Ada Lindqvist' };
const eve = { sub: 'S-eve', preferred_username: 'eve' };
const reason = 'A key was found in the street';

describe.runIf(path !== null)('somebody who has single sign-on alone, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;
  let page: Page;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'chatman-sso-'));
    writeFileSync(join(place, 'secret'), ssoClient.secret);
    ({ chatMan, end } = await startProduct(null, {
      PORT: String(port),
      CHAT_MAN__AUTH__SSO__ISSUER: provider.issuer,
      CHAT_MAN__AUTH__SSO__CLIENTID: ssoClient.id,
      CHAT_MAN__AUTH__SSO__CLIENTSECRETFILE: join(place, 'secret'),
      CHAT_MAN__AUTH__SSO__LABEL: 'House account',
    }));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, site);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    await anAdministrator();
  });

  afterAll(async () => {
    await browser.close();
    await end();
    rmSync(place, { recursive: true, force: true });
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

  /** Ada, signed in by the provider. */
  async function comeIn(options = desktop): Promise<void> {
    provider.person = ada;
    watched = await watchedPage(browser, site, options);
    page = watched.page;
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with House account' }).click();
    await page.waitForURL('**/chat');
  }

  /** Wants what takes a proof of who she is; answers the dialog that asks for it. */
  async function endEverybodysSessions(): Promise<Locator> {
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'End everybody’s sessions' }).click();
    const question = page.getByRole('dialog', { name: 'End everybody’s sessions?' });
    await question.getByLabel('Reason').fill(reason);
    await question.getByRole('button', { name: 'End everybody’s sessions' }).click();
    return page.getByRole('dialog', { name: 'Is it you?' });
  }

  async function openedBy(act: Promise<void>): Promise<Page> {
    const [opened] = await Promise.all([page.waitForEvent('popup'), act]);
    return opened;
  }

  it('confirms at the provider in a window of its own, and goes on where she was', async () => {
    await comeIn();
    const again = await endEverybodysSessions();
    const confirm = again.getByRole('button', { name: 'Confirm at House account' });
    await confirm.waitFor();
    expect(await again.getByLabel('Your password').count()).toBe(0);
    const opened = await openedBy(confirm.click());
    if (!opened.isClosed()) await opened.waitForEvent('close');
    await page.getByText(/ended; yours goes on\./).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('is told when somebody else signed in there, and can try again', async () => {
    await comeIn();
    const again = await endEverybodysSessions();
    provider.person = eve;
    const opened = await openedBy(again.getByRole('button', { name: 'Confirm at House account' }).click());
    await opened.getByText('is not the person of this account').waitFor();
    await again.getByText('Waiting for House account.').waitFor();
    expect(await watched.flaws()).toEqual([]);
    provider.person = ada;
    await opened.getByRole('button', { name: 'Try again' }).click();
    if (!opened.isClosed()) await opened.waitForEvent('close');
    await page.getByText(/ended; yours goes on\./).waitFor();
  });

  it('goes there in the same window where the browser opens no other, and comes back to the page', async () => {
    await comeIn();
    await page.addInitScript(() => (window.open = () => null));
    const again = await endEverybodysSessions();
    await again.getByRole('button', { name: 'Confirm at House account' }).click();
    await again.getByText('Your browser opens no other window').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await again.getByRole('button', { name: 'Confirm at House account' }).click();
    await page.getByText('Please do now what you wanted to do.').waitFor();
    await page.waitForURL('**/admin/users');
    await endEverybodysSessions();
    await page.getByText(/ended; yours goes on\./).waitFor();
  });

  it.each(screens)('has nothing for axe to find on the way, light and dark: %s', async (_name, options) => {
    await comeIn(options as typeof desktop);
    const again = await endEverybodysSessions();
    await again.getByRole('button', { name: 'Confirm at House account' }).waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.goto('/step-up');
    await page.getByRole('button', { name: 'Confirm at House account' }).waitFor();
    expect(await watched.flaws()).toEqual([]);
    provider.person = eve;
    await page.getByRole('button', { name: 'Confirm at House account' }).click();
    await page.getByText('is not the person of this account').waitFor();
    expect(await watched.flaws()).toEqual([]);
  });
});
