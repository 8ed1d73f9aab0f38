import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { answered, ask, askInNewConversation, setUp } from './support/steps.js';

const path = chromiumPath();

/** Calls of the API as long as the page asks by itself. Its live events are one line that stays open, and one a browser. */
async function callsWhile(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const calls: string[] = [];
  const note = (request: { url(): string; method(): string }): void => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/') && pathname !== '/api/events') calls.push(`${request.method()} ${pathname}`);
  };
  page.on('request', note);
  await act();
  await page.waitForTimeout(800); // what is not asked cannot be waited for
  page.off('request', note);
  return calls;
}

describe.runIf(path !== null)('how much a page asks of the API', () => {
  let browser: Browser;
  let model: ModelServer;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    model = await startModelServer({ answer: 'Seven daily backups are kept. [S1]' });
    ({ chatMan, end } = await startProduct(model.url, { CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '100' }));
    browser = await launch(path ?? '');
    watched = await watchedPage(browser, chatMan.url);
    ({ page } = watched);
    await setUp(page, chatMan.setUpCode, 'mara', password);
    await ask(page, 'How long are backups kept?');
    await answered(page);
    await askInNewConversation(page, 'Who can read conversations?');
  });
  afterAll(async () => {
    expect(watched.complaints).toEqual([]);
    await browser.close();
    await end();
    await model.close();
  });
  beforeEach(async () => {
    await page.goto('/chat');
    await page.getByRole('heading', { name: 'What would you like to know?' }).waitFor();
  });

  it.each(['/sign-in', '/chat'])('is at most fifteen requests to load %s for the first time', async (address) => {
    const fresh = await watchedPage(browser, chatMan.url);
    if (address === '/chat') await fresh.page.context().addCookies(await page.context().cookies());
    const asked: string[] = [];
    fresh.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await fresh.page.goto(address);
    await fresh.page
      .getByRole(address === '/chat' ? 'heading' : 'button', { name: /would you like to know|^Sign in$/ })
      .waitFor();
    await fresh.page.waitForTimeout(800); // what is not asked cannot be waited for
    expect(asked.length, asked.join(', ')).toBeLessThanOrEqual(15);
    expect(fresh.complaints).toEqual([]);
    await fresh.close();
  });

  it('shows the reference of the API in the portal’s style, and loads nothing from elsewhere', async () => {
    const fresh = await watchedPage(browser, chatMan.url);
    await fresh.page.goto('/api/docs');
    await fresh.page.getByRole('heading', { level: 1 }).waitFor();
    const width = await fresh.page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth);
    expect([width, fresh.complaints]).toEqual(['896px', []]);
    expect(await fresh.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await fresh.close();
  });

  it('is two calls to load the chat', async () => {
    const calls = await callsWhile(page, async () => {
      await page.reload();
      await page.getByRole('link', { name: 'How long are backups kept?' }).waitFor();
    });
    expect(calls).toEqual(['GET /api/auth/start', 'GET /api/chat/start']);
  });

  it('is two calls to load a conversation', async () => {
    await page.getByRole('link', { name: 'How long are backups kept?' }).click();
    await answered(page);
    const calls = await callsWhile(page, async () => {
      await page.reload();
      await answered(page);
    });
    expect(calls).toEqual(['GET /api/auth/start', 'GET /api/chat/start']);
  });

  it('is one call to open a conversation', async () => {
    const calls = await callsWhile(page, async () => {
      await page.getByRole('link', { name: 'Who can read conversations?' }).click();
      await answered(page);
    });
    expect(calls).toEqual([expect.stringMatching(/^GET \/api\/chat\/conversations\/[\w-]+\/messages$/)]);
  });

  it.each(['/account/profile', '/decisions', '/admin/users', '/admin/settings'])('is two calls to load %s', async (address) => {
    const calls = await callsWhile(page, () => page.goto(address));
    expect(calls.length, calls.join(', ')).toBeLessThanOrEqual(2);
  });

  it('leaves room for more than a hundred opened conversations in a minute', async () => {
    const opened = new Set<string>();
    page.on('response', (response) => {
      if (response.url().endsWith('/messages')) opened.add(`${String(response.status())} ${String(opened.size)}`);
    });
    for (let nth = 0; nth < 55; nth++) {
      for (const name of ['Who can read conversations?', 'How long are backups kept?']) {
        const answer = page.waitForResponse((response) => response.url().endsWith('/messages'));
        await page.getByRole('link', { name }).click();
        expect((await answer).status()).toBe(200);
      }
    }
    expect(opened.size).toBeGreaterThan(100);
  });
});
