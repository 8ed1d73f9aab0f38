import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { registered, proveAgain, signedIn, type Person } from '../support/people.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { answered, ask, setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const answer = 'Seven daily backups are kept. [S1]';
let made = 0;

/** What may take at most so long: it is told, not found out. */
const atOnce = { timeout: 4_000 };

describe.runIf(path !== null)('several tabs and devices of one person', () => {
  let browser: Browser;
  let model: ModelServer;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let admin: Person;
  let person: Person;
  let first: WatchedPage;
  let elsewhere: WatchedPage;
  let second: Page;

  beforeAll(async () => {
    model = await startModelServer({ answer });
    ({ chatMan, end } = await startProduct(model.url));
    browser = await launch(path ?? '');
    const page = await watchedPage(browser, chatMan.url);
    await setUp(page.page, chatMan.setUpCode, 'mara', password);
    await page.close();
    admin = await signedIn(chatMan, 'mara', password);
  });
  afterAll(async () => {
    await browser.close();
    await end();
    await model.close();
  });

  /** Two tabs of one browser, and another device. */
  beforeEach(async () => {
    model.set({ ...calmKnobs, answer });
    person = await registered(chatMan, `person.${String(++made)}`);
    first = await watchedPage(browser, chatMan.url);
    elsewhere = await watchedPage(browser, chatMan.url);
    await signIn(first.page, person.username, password);
    await signIn(elsewhere.page, person.username, password);
    second = await first.page.context().newPage();
    second.setDefaultTimeout(15_000);
    await second.goto('/chat');
    await second.getByRole('heading', { name: 'What would you like to know?' }).waitFor();
  });
  afterEach(async () => {
    expect([...first.complaints, ...elsewhere.complaints]).toEqual([]);
    await Promise.all([first.close(), elsewhere.close()]);
  });

  const idOf = async (): Promise<string> => (await person.ask<{ id: string }>('GET', '/auth/me')).id;
  const textOf = (page: Page): Promise<string> =>
    page.evaluate('document.body.innerText + JSON.stringify({ ...sessionStorage })');

  describe('when they sign out', () => {
    it('every tab of the browser goes to sign-in at once, and keeps nothing', async () => {
      await ask(first.page, 'How long are backups kept?');
      await answered(first.page);
      await second.goto(first.page.url());
      await answered(second);
      await second.getByLabel('Your question', { exact: true }).fill('Half a thought about unicorns');

      await first.page.getByRole('button', { name: 'Account and appearance' }).click();
      await first.page.getByRole('menuitem', { name: 'Sign out' }).click();

      await second.waitForURL('**/sign-in?why=signed-out**', atOnce);
      await second.getByRole('button', { name: 'Sign in' }).waitFor();
      await expect.poll(() => textOf(second)).not.toMatch(/cm-draft|Seven daily|unicorns/);
      await second.goBack();
      await second.waitForURL('**/sign-in?back=**');
      await second.getByRole('button', { name: 'Sign in' }).waitFor();
      await expect.poll(() => textOf(second)).not.toMatch(/Seven daily|unicorns/);
      expect(new URL(elsewhere.page.url()).pathname).toBe('/chat');
    });
  });

  describe('when an administrator', () => {
    it.each(['end-sessions', 'disable'])('uses %s, every tab and device goes to sign-in at once', async (act) => {
      await ask(elsewhere.page, 'How long are backups kept?');
      await answered(elsewhere.page);
      await proveAgain(admin);
      expect((await admin.send('POST', `/users/${await idOf()}/${act}`, { reason: 'Left the organisation' })).status).toBe(200);

      await Promise.all(
        [first.page, second, elsewhere.page].map((page) => page.waitForURL('**/sign-in?why=elsewhere**', atOnce)),
      );
      expect(await textOf(elsewhere.page)).not.toContain('Seven daily');
    });

    it('gives a role, what it opens is there without a reload; taking it away ends every session', async () => {
      await admin.ask('PATCH', `/users/${await idOf()}`, { role: 'operations_team', reason: 'Joined' });
      await second.getByRole('button', { name: 'Account and appearance' }).click();
      await second.getByText('Operations team').waitFor(atOnce);
      await admin.ask('PATCH', `/users/${await idOf()}`, { role: 'external_client', reason: 'Left' });
      await Promise.all(
        [first.page, second, elsewhere.page].map((page) => page.waitForURL('**/sign-in?why=elsewhere**', atOnce)),
      );
    });
  });

  it('ending one session from another device ends that one alone', async () => {
    const devices = await person.ask<{ items: { id: string; current: boolean }[] }>('GET', '/auth/sessions');
    expect(devices.items).toHaveLength(3);
    await elsewhere.page.request.post('/api/auth/logout', { headers: { Origin: chatMan.url } });
    await elsewhere.page.waitForURL('**/sign-in?why=elsewhere**', atOnce);
    expect(new URL(second.url()).pathname).toBe('/chat');
  });

  it('somebody else who signs in in this browser never meets what was open', async () => {
    const other = await registered(chatMan, `other.${String(made)}`);
    await ask(first.page, 'How long are backups kept?');
    await answered(first.page);
    await second.goto('/sign-in');
    await signIn(second, other.username, password);
    await first.page.waitForURL('**/sign-in?why=elsewhere**', atOnce);
    expect(await textOf(first.page)).not.toContain('Seven daily');
  });

  describe('with one conversation open', () => {
    const messages = (page: Page) => page.locator('cm-user-message');
    const said = async (page: Page) => (await page.locator('.cm-markdown').last().innerText()).replaceAll(/\s+/g, ' ').trim();

    beforeEach(async () => {
      await ask(first.page, 'How long are backups kept?');
      await answered(first.page);
      await second.goto(first.page.url());
      await answered(second);
    });

    it('all show what is asked in one, while its answer is being written', async () => {
      await elsewhere.page.goto(first.page.url());
      await answered(elsewhere.page);
      model.set({ answer: null, tokens: 100, tokenMs: 40 });
      await ask(first.page, 'Tell me all about backups');

      for (const page of [second, elsewhere.page]) {
        await messages(page).nth(1).filter({ hasText: 'Tell me all about backups' }).waitFor(atOnce);
        await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
      }
      await Promise.all([first.page, second, elsewhere.page].map((page) => answered(page)));
      expect(await said(second)).toBe(await said(first.page));
      expect(await said(elsewhere.page)).toBe(await said(first.page));
    });

    it('a tab that did not see it asks whether to go on from the newest', async () => {
      await elsewhere.page.route('**/api/events', (route) => route.fulfill({ status: 404, json: {} }));
      await elsewhere.page.goto(first.page.url());
      await answered(elsewhere.page);
      await ask(first.page, 'Asked in the first tab');
      await answered(first.page);

      await ask(elsewhere.page, 'Asked on the other device');
      await elsewhere.page.getByText('This conversation has continued').waitFor();
      expect(await elsewhere.page.getByLabel('Your question', { exact: true }).inputValue()).toBe('Asked on the other device');
      expect(await elsewhere.flaws()).toEqual([]);
      await elsewhere.page.getByRole('button', { name: 'Continue from the latest' }).click();

      await expect.poll(() => messages(elsewhere.page).allInnerTexts()).toHaveLength(3);
      await messages(second).nth(2).filter({ hasText: 'Asked on the other device' }).waitFor();
      expect(await second.getByRole('group', { name: 'Versions of this question' }).count()).toBe(0);
    });

    it('or branches where it was, and says that there are two', async () => {
      await elsewhere.page.route('**/api/events', (route) => route.fulfill({ status: 404, json: {} }));
      await elsewhere.page.goto(first.page.url());
      await answered(elsewhere.page);
      await ask(first.page, 'Asked in the first tab');
      await answered(first.page);
      await ask(elsewhere.page, 'Asked on the other device');
      await elsewhere.page.getByRole('button', { name: 'Branch here' }).click();

      await elsewhere.page.getByRole('group', { name: 'Versions of this question' }).waitFor();
      await answered(elsewhere.page);
      expect(await messages(elsewhere.page).last().innerText()).toContain('Asked on the other device');
      expect(await elsewhere.page.getByLabel('Your question', { exact: true }).inputValue()).toBe('');
    });

    it('a new title shows in the rail and in the heading of each', async () => {
      await first.page
        .getByRole('button', { name: /^More actions for/ })
        .first()
        .click();
      await first.page.getByRole('menuitem', { name: 'Rename' }).click();
      await first.page.getByLabel('Conversation title').fill('Kept backups');
      await first.page.keyboard.press('Enter');
      for (const page of [first.page, second, elsewhere.page])
        await page.getByRole('link', { name: 'Kept backups' }).waitFor(atOnce);
      for (const page of [first.page, second]) await page.getByRole('heading', { level: 1, name: 'Kept backups' }).waitFor();
    });

    it('deleting it elsewhere says so', async () => {
      const id = first.page.url().split('/').at(-1)!;
      await person.send('DELETE', `/chat/conversations/${id}`);
      for (const page of [first.page, second])
        await page.getByRole('heading', { name: 'Conversation not found' }).waitFor(atOnce);
      await expect.poll(() => second.getByRole('link', { name: 'How long are backups kept?' }).count()).toBe(0);
    });
  });
});
