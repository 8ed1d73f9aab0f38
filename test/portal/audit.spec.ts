import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserList } from '#contracts/users.js';
import type { ChatMan } from '../support/chat-man.js';
import { aClient, signedIn } from '../support/people.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { looks } from './support/looks.js';
import { password, startProduct } from './support/product.js';
import { setUp, signIn } from './support/steps.js';

const path = chromiumPath();

async function enter(page: Page): Promise<void> {
  await page.goto('/compliance/audit');
  await page.getByLabel('Why do you look at the log?').fill('Yearly review, Müller');
  await page.getByRole('button', { name: 'Open the audit log' }).click();
  await page.getByRole('row').nth(1).waitFor();
}

describe.runIf(path !== null)('the audit explorer, in a browser', () => {
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
    await aClient(chatMan, 'dev');
    const mara = await signedIn(chatMan, 'mara');
    const { items } = await mara.ask<UserList>('GET', '/users?q=dev');
    await mara.ask('POST', '/auth/step-up', { password });
    await mara.ask('PATCH', `/users/${items[0]?.id ?? ''}`, { role: 'compliance_officer', reason: 'The new officer' });
    for (let round = 0; round < 30; round++)
      await Promise.all(Array.from({ length: 10 }, () => mara.ask('GET', '/users?limit=1')));
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, chatMan.url);
    await signIn(watched.page, 'dev', password);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('asks why somebody looks, and keeps the answer in the log', async () => {
    const { page } = watched;
    await page.goto('/compliance/audit');
    await page.getByRole('button', { name: 'Open the audit log' }).click();
    await page.getByText('Please say why, in at least five characters.').waitFor();
    await enter(page);
    await page.getByLabel('Action').fill('audit.read');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Audit read' }).first().click();
    await page.getByText('Yearly review, Müller').last().waitFor();
  });

  it('holds few rows in the page and goes on to the oldest event as one scrolls', async () => {
    const { page } = watched;
    await enter(page);
    const rows = page.locator('cdk-virtual-scroll-viewport');
    await expect
      .poll(
        async () => {
          await rows.evaluate((viewport) => viewport.scrollTo(0, viewport.scrollHeight));
          return page.getByText('These are all.').count();
        },
        { timeout: 15_000, interval: 200 },
      )
      .toBe(1);
    const height = await rows.evaluate((viewport) => viewport.scrollHeight);
    expect(height / 44).toBeGreaterThan(300);
    expect(await page.getByRole('row').count()).toBeLessThan(60);
  });

  it('draws the proof of an event, which the browser has checked itself, and saves it', async () => {
    const { page } = watched;
    await enter(page);
    await page.getByLabel('Action').fill('user.role-changed');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'User role changed' }).click();
    await page.getByText('This browser has computed the path below itself.').waitFor();
    const path = page.getByRole('list', { name: 'The path of this event, from the root down' });
    await path.getByText('Root, signed').waitFor();
    await path.getByText(/^This event, number \d+$/).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the proof' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^proof-[0-9a-f-]{36}\.json$/);
  });

  it('verifies the whole log and exports what is shown', async () => {
    const { page } = watched;
    await enter(page);
    await page.getByRole('button', { name: 'Verify the whole log' }).click();
    await page.getByText(/All [\d,]+ events are as they were signed\./).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    expect((await saved).suggestedFilename()).toBe('audit.jsonl');
  });

  it('is closed to administrators, and says so', async () => {
    const { page } = watched;
    await page.context().clearCookies();
    await signIn(page, 'mara', password);
    expect(await page.getByRole('link', { name: 'Compliance' }).count()).toBe(0);
    await page.goto('/compliance/audit');
    await page.getByRole('heading', { name: 'This page is not open to your role' }).waitFor();
  });

  it.each(looks)('has nothing for axe to find: %s', async (_name, options) => {
    const other = await watchedPage(browser, chatMan.url, options);
    const { page } = other;
    await signIn(page, 'dev', password);
    await page.goto('/compliance/audit');
    await page.locator('h1').waitFor();
    const found = (await other.flaws()).map((flaw) => `door: ${flaw}`);
    await enter(page);
    found.push(...(await other.flaws()).map((flaw) => `events: ${flaw}`));
    await page.getByLabel('Action').fill('users.listed');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Users listed' }).first().click();
    await page.getByText('This browser has computed the path below itself.').waitFor();
    found.push(...(await other.flaws()).map((flaw) => `event: ${flaw}`));

    expect(found).toEqual([]);
    expect(other.complaints).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await other.close();
  });
});
