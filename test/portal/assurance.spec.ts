import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, desktop, launch, phone, watchedPage, type WatchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { VirtualAuthenticator } from './support/virtual-authenticator.js';

const path = chromiumPath();

describe.runIf(path !== null)('accounts that are held to ASVS, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;
  let page: Page;
  let recoveryCodes: string[];

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null, { CHAT_MAN__AUTH__ASSURANCE: 'asvs-2' }));
    browser = await launch(path ?? '');
    // Passkeys are bound to a name; an address of numbers will not do.
    watched = await watchedPage(browser, `http://localhost:${String(chatMan.port)}`);
    page = watched.page;
    await VirtualAuthenticator.on(page);
  });

  afterEach(() => expect(watched.complaints).toEqual([]));

  afterAll(async () => {
    await watched.close();
    await browser.close();
    await end();
  });

  /** Wants what takes a proof, and answers the dialog that asks for it. */
  async function asked() {
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'End everyone’s sessions' }).click();
    const question = page.getByRole('dialog', { name: 'End everyone’s sessions?' });
    await question.getByLabel('Reason').fill('A laptop was stolen');
    await question.getByRole('button', { name: 'End everyone’s sessions' }).click();
    return page.getByRole('dialog', { name: 'Confirm it’s you' });
  }

  it('asks a new password for length and not for kinds of characters, and for a second factor', async () => {
    await page.goto('/');
    await page.getByLabel('Set-up code').fill(chatMan.setUpCode);
    await page.getByLabel('Username').fill('mara');
    const rules = page.getByRole('list', { name: 'Password requirements' }).getByRole('listitem');
    // The list of common ones comes after the page.
    await expect
      .poll(() => rules.allInnerTexts())
      .toEqual([
        expect.stringContaining('At least 15 characters'),
        expect.stringContaining('Not just the username'),
        expect.stringContaining('No common password'),
      ]);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('I have saved the master password').check();
    await page.getByRole('button', { name: 'Make the first account' }).click();
    await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog', { name: 'Add a passkey' }).getByLabel('Name').fill('Laptop');
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    const codes = page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
    await codes.first().waitFor();
    recoveryCodes = await codes.allInnerTexts();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.waitForURL('**/chat');
  });

  it('asks for password and code together, in one go', async () => {
    const again = await asked();
    await again.getByRole('button', { name: 'Use your password instead' }).click();
    await again.getByText('Everything you sign in with is required here.').waitFor();
    for (const { viewport } of [phone, desktop]) {
      await page.setViewportSize(viewport);
      expect(await watched.flaws()).toEqual([]);
    }
    await again.getByRole('textbox', { name: 'Your password' }).fill(password);
    await again.getByRole('button', { name: 'Continue' }).click();
    await again.getByText('This field is required.').waitFor();
    await again.getByRole('textbox', { name: 'Code' }).fill('ABCD-EFGH-JKMN-PQRS-TVWX-YZ23');
    await again.getByRole('button', { name: 'Continue' }).click();
    await again.getByText('That password or code is incorrect.').waitFor();
    await again.getByRole('textbox', { name: 'Code' }).fill(recoveryCodes[0]!);
    await again.getByRole('button', { name: 'Continue' }).click();
    await page.getByText(/sessions? ended\. You’re still signed in\./).waitFor();
  });
});
