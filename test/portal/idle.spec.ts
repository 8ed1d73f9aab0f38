import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { registered } from '../support/people.js';
import { chromiumPath, launch, watchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { enterPassword, setUp, signIn } from './support/steps.js';

const path = chromiumPath();

/** With the shortest time that can be set; all of it passes for real. */
describe.runIf(path !== null)('an idle session of the real product, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null, { CHAT_MAN__AUTH__IDLEMINUTES: '1' }));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    await registered(chatMan, 'ada');
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  const storageOf = (page: Page): Promise<string> => page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');

  it('ends with a countdown; a question and a form that were begun are there again after signing in', async () => {
    const watched = await watchedPage(browser, chatMan.url);
    const { page } = watched;
    await signIn(page, 'ada', password);
    await page.getByLabel('Your question', { exact: true }).fill('How long are backups kept, and where?');
    await page.getByRole('button', { name: 'Account and appearance' }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await page.getByRole('button', { name: 'Request another role' }).click();
    await page.getByLabel('Why do you need it?').fill('I look after the handbook.');
    await page.getByRole('button', { name: 'Stay signed in' }).waitFor();

    await page.waitForURL('**/sign-in?why=idle**', { timeout: 90_000 });
    await page.getByText('Your drafts are kept encrypted').waitFor();
    const stored = await storageOf(page);
    expect(stored.match(/cm-draft:/g)).toHaveLength(2);
    expect(stored).not.toMatch(/backups|handbook/);
    await enterPassword(page, 'ada', password);
    await page.waitForURL('**/account/profile');
    await expect.poll(() => page.getByLabel('Why do you need it?').inputValue()).toBe('I look after the handbook.');
    await page.goto('/chat');
    await expect
      .poll(() => page.getByLabel('Your question', { exact: true }).inputValue())
      .toBe('How long are backups kept, and where?');

    await page.getByRole('button', { name: 'Account and appearance' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in?why=signed-out**');
    expect(await storageOf(page)).not.toMatch(/cm-draft/);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });
});
