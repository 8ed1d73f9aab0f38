import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { aConversation, aMessage, anEmptyHouse, aPerson, type House } from './support/double/house.js';
import { Double } from './support/double/server.js';
import { aPassage } from './support/double/script.js';
import { build } from './support/product.js';
import { answered, ask, enterPassword, signIn } from './support/steps.js';

const path = chromiumPath();
const password = 'correct horse battery staple';

/** Minutes of idleness that a test waits for, and in which a busy machine signs in and types. */
const briefly = 8 / 60;

const storageOf = (page: Page): Promise<string> => page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');

/** States that the real API reaches only by accident, or only after a quarter of an hour. */
describe.runIf(path !== null)('states of the portal, in a browser', () => {
  let browser: Browser;
  let house: House;
  let double: Double;
  let watched: WatchedPage;
  let origin: string;

  beforeAll(async () => {
    await build();
    browser = await launch(path ?? '');
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    house = anEmptyHouse();
    house.me = aPerson();
    double = new Double(house, resolve('dist/apps/portal/browser'));
    origin = await double.listen();
    watched = await watchedPage(browser, origin);
  });
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
    await double.close();
  });

  it('tells the place in the queue and that the model is loading', async () => {
    const { page } = watched;
    await signIn(page, 'mara', password);
    await ask(page, 'please queue');

    await page.getByText('Waiting for the model; 2 ahead of you').waitFor();
    house.placeInQueue = 1;
    await page.getByText('Waiting for the model; you’re next').waitFor();
    house.placeInQueue = 0;
    await page.getByText('The model is loading;').waitFor();
  });

  it('takes up an answer whose line was cut, with nothing missing and nothing twice', async () => {
    const { page } = watched;
    await signIn(page, 'mara', password);
    await ask(page, 'short and cut');
    await answered(page);
    await page.getByRole('button', { name: 'Source 1', exact: true }).waitFor();

    expect(await page.locator('.cm-markdown').innerText()).toMatch(/^Seven daily copies\s+are kept\.\s*1$/);
  });

  it('counts down in the last minutes, stays when asked to, and keeps the draft, sealed, when it ends', async () => {
    house.idleMinutes = 110 / 60;
    const { page } = watched;
    await signIn(page, 'mara', password);
    await page.getByLabel('Your question', { exact: true }).fill('Half a thought');
    await page.getByText(/You will be signed out in [01]:/).waitFor();
    await page.getByText('Your drafts are kept encrypted').waitFor();
    expect(await watched.flaws()).toEqual([]);
    house.idleMinutes = briefly;
    const stayed = page.waitForResponse((response) => response.url().endsWith('/auth/me') && response.status() === 200);
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    await stayed;

    await page.waitForURL('**/sign-in?why=idle**');
    await page.getByText('Your drafts are kept encrypted').waitFor();
    expect(await storageOf(page)).toMatch(/cm-draft/);
    expect(await storageOf(page)).not.toMatch(/thought/);
    house.idleMinutes = 15;
    await enterPassword(page, 'mara', password);
    await page.waitForURL('**/chat');
    await expect.poll(() => page.getByLabel('Your question', { exact: true }).inputValue()).toBe('Half a thought');
  });

  it('keeps a question that was being put into other words', async () => {
    const conversation = aConversation('Backups', 0);
    const question = aMessage('user', 'How long?', null);
    house.conversations.push(conversation);
    house.messages.set(conversation.id, [question, aMessage('assistant', 'Seven days.', question.id)]);
    house.idleMinutes = briefly;
    const { page } = watched;
    await signIn(page, 'mara', password);
    await page.getByRole('link', { name: 'Backups' }).click();
    await page.getByRole('button', { name: 'Edit question' }).click();
    await page.getByLabel('Edit your question').fill('How long are backups kept?');
    await page.waitForURL('**/sign-in?why=idle**');
    expect(await storageOf(page)).not.toMatch(/backups/i);

    house.idleMinutes = 15;
    await enterPassword(page, 'mara', password);
    await page.waitForURL(`**/chat/${conversation.id}`);
    await expect.poll(() => page.getByLabel('Edit your question').inputValue()).toBe('How long are backups kept?');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await storageOf(page)).not.toMatch(/cm-draft/);
  });

  it('says that what was typed will be lost where it cannot be kept', async () => {
    house.idleMinutes = briefly;
    const { page } = watched;
    house.draftKey = null;
    await page.route('**/api/auth/draft-key', (route) => route.abort());
    await signIn(page, 'mara', password);
    await page.getByLabel('Your question', { exact: true }).fill('Half a thought');
    await page.getByText('Unsent drafts will be lost.').waitFor();
    await page.getByText('You were signed out after a period of inactivity.').waitFor();
    expect(await page.getByText('Your drafts').count()).toBe(0);
  });

  it('does not count its own calls in the background as acts of the person, and leaves once', async () => {
    house.idleMinutes = briefly;
    const { page } = watched;
    const leavings: string[] = [];
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().includes('why=')) leavings.push(request.url());
    });
    await signIn(page, 'mara', password);
    await page.getByText('You will be signed out in 0:0').waitFor();

    await page.waitForURL('**/sign-in?why=idle**');
    expect(leavings).toHaveLength(1);
  });

  it('says that it is not connected, keeps what is typed, and notices by itself when it is back', async () => {
    const { page } = watched;
    await signIn(page, 'mara', password);
    await page.getByLabel('Your question', { exact: true }).fill('Half a thought');
    await page.context().setOffline(true);
    await page.getByText('Not connected').first().waitFor();
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);

    await page.context().setOffline(false);
    await page.getByText('Not connected').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Send' }).isEnabled()).toBe(true);
  });

  it('explains when the API does not answer at the first call', async () => {
    house.down = true;
    const { page } = watched;
    await page.goto('/chat');
    await page.getByRole('heading', { name: 'Can’t reach Chat Man' }).waitFor();
    expect(await watched.flaws()).toEqual([]);

    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(1);
    house.down = false;
    await page.waitForURL('**/sign-in?**');
  });

  it('has a handed-out password changed before anything else', async () => {
    house.me = aPerson({ mustChangePassword: true });
    const { page } = watched;
    await page.goto('/sign-in');
    await enterPassword(page, 'mara', password);
    await page.waitForURL('**/new-password');
    expect(await watched.flaws()).toEqual([]);
    await page.goto('/chat');
    await page.waitForURL('**/new-password');

    await page.getByLabel('Temporary password', { exact: true }).fill(password);
    await page.getByLabel('New password', { exact: true }).fill('Another-Good-One-77');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.waitForURL('**/chat');
  });

  it('lets somebody whose data is restricted read, not ask', async () => {
    house.me = aPerson({ restricted: true });
    const { page } = watched;
    await signIn(page, 'mara', password);

    await page.getByPlaceholder('Processing of your data is restricted').waitFor();
    expect(await page.getByRole('button', { name: 'What is Chat Man?' }).isDisabled()).toBe(true);
  });

  it('shows a quote that was not found as what it is', async () => {
    const passage = aPassage(house);
    const conversation = aConversation('Doubtful', 0);
    const question = aMessage('user', 'Is it so?', null);
    const answer = aMessage('assistant', 'It is. [1]', question.id, {
      citations: [
        {
          mark: 1,
          documentId: passage.documentId,
          chunkId: passage.chunkId,
          title: passage.title,
          heading: passage.heading,
          quote: 'Nobody ever wrote this.',
          start: 0,
          end: 0,
          page: null,
          verdict: 'unverified',
        },
      ],
    });
    house.conversations.push(conversation);
    house.messages.set(conversation.id, [question, answer]);
    const { page } = watched;
    await signIn(page, 'mara', password);
    await page.getByRole('link', { name: 'Doubtful' }).click();
    await page.getByRole('button', { name: 'Source 1', exact: true }).click();

    await page.getByText('Don’t rely on them.').waitFor();
    expect(await page.locator('cm-source-panel mark:not(:empty)').count()).toBe(0);
    expect(await watched.flaws()).toEqual([]);
  });

  it('switches its theme and keeps the choice over a reload', async () => {
    const { page } = watched;
    await signIn(page, 'mara', password);
    await page.getByRole('button', { name: 'Account and appearance' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.reload();

    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');
  });

  it('keeps the reader where they read, and leads back to the end', async () => {
    const { page } = watched;
    await page.setViewportSize({ width: 1280, height: 420 });
    await signIn(page, 'mara', password);
    await ask(page, 'How long are backups kept?');
    await page.locator('.cm-markdown .code-block').first().waitFor();
    await page.locator('cm-thread-view .frame').evaluate((frame) => frame.scrollTo({ top: 0 }));
    await page.getByRole('button', { name: 'Jump to latest' }).waitFor();
    await answered(page);
    expect(await page.locator('cm-thread-view .frame').evaluate((frame) => frame.scrollTop)).toBe(0);

    await page.getByRole('button', { name: 'Jump to latest' }).click();
    await page.getByRole('button', { name: 'Jump to latest' }).waitFor({ state: 'detached' });
  });

  describe('without a connection', () => {
    /** As people are promised it. */
    const withinFive = { timeout: 5_000 };
    const conversation = aConversation('Backups', 0);
    const question = aMessage('user', 'How long?', null);

    beforeEach(async () => {
      house.conversations.push(conversation);
      house.messages.set(conversation.id, [question, aMessage('assistant', 'Seven days.', question.id)]);
      await signIn(watched.page, 'mara', password);
      await watched.page.getByRole('link', { name: 'Backups' }).waitFor();
      // The last part of the page to be fetched, while there is a server.
      await watched.page.getByRole('button', { name: 'Account and appearance' }).waitFor();
    });

    it('stays in the shell, says so within five seconds, and opens the page by itself when the server is back', async () => {
      const { page } = watched;
      await double.close();
      await page.getByText('Not connected').first().waitFor(withinFive);
      await page.getByRole('button', { name: 'Account and appearance' }).click();
      await page.getByRole('menuitem', { name: 'My account' }).click();
      await page.getByText('will open by itself once the connection is back').waitFor();
      expect(await page.getByRole('link', { name: 'Backups' }).count()).toBe(1);
      expect(await watched.flaws()).toEqual([]);

      await double.listen(Number(new URL(origin).port));
      await page.waitForURL('**/account/**');
      await page.getByText('Not connected').first().waitFor({ state: 'detached' });
      await page.getByText('will open by itself').waitFor({ state: 'detached' });
    });

    it('heals a conversation that could not be opened', async () => {
      const { page } = watched;
      await double.close();
      await page.getByRole('link', { name: 'Backups' }).click();
      await page.getByRole('heading', { name: 'This conversation couldn’t be opened' }).waitFor();
      expect(await page.getByRole('link', { name: 'Backups' }).count()).toBe(1);

      await double.listen(Number(new URL(origin).port));
      await page.getByText('Seven days.').waitFor();
    });

    it('notices a server that takes calls and says nothing', async () => {
      const { page } = watched;
      house.silent = true;
      await page.getByText('Not connected').first().waitFor(withinFive);
      house.silent = false;
      await page.getByText('Not connected').first().waitFor({ state: 'detached', timeout: 10_000 });
    });

    it('takes a stream that a proxy holds back for what it is', async () => {
      const { page } = watched;
      await page.route('**/api/events', () => undefined);
      await page.reload();
      await page.getByRole('link', { name: 'Backups' }).waitFor();
      expect(await page.getByText('Not connected').count()).toBe(0);
      await page.waitForRequest((request) => request.url().endsWith('/api/health'));
      expect(await page.getByText('Not connected').count()).toBe(0);
    });
  });

  it('says how long it waits after too many requests, and goes on by itself', async () => {
    const conversation = aConversation('Backups', 0);
    const question = aMessage('user', 'How long?', null);
    house.conversations.push(conversation);
    house.messages.set(conversation.id, [question, aMessage('assistant', 'Seven days.', question.id)]);
    const { page } = watched;
    await signIn(page, 'mara', password);
    await page.route(
      '**/messages',
      (route) =>
        route.fulfill({
          status: 429,
          headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '3' },
          json: { type: 'about:blank', title: 'Too many', status: 429, code: 'rate-limited', detail: 'Wait.', requestId: '' },
        }),
      { times: 1 },
    );
    await page.getByRole('link', { name: 'Backups' }).click();
    await page.getByText(/Too many requests. This page continues by itself in [123] s/).waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.getByText('Seven days.').waitFor();
    await page.getByText('Too many requests').waitFor({ state: 'detached' });
  });

  it('leaves nothing in the composer of a question that was typed and sent within one frame', async () => {
    const { page } = watched;
    await signIn(page, 'mara', password);
    await page.getByLabel('Your question', { exact: true }).evaluate((element) => {
      const area = element as HTMLTextAreaElement;
      area.value = 'short and quick';
      area.dispatchEvent(new Event('input', { bubbles: true }));
      area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    });
    await answered(page);
    expect(await page.locator('cm-user-message').allInnerTexts()).toEqual([expect.stringContaining('short and quick')]);
    expect(await page.getByLabel('Your question', { exact: true }).inputValue()).toBe('');
  });

  it('names a conversation and says what happens before the first word', async () => {
    house.placeInQueue = 3;
    const { page } = watched;
    await signIn(page, 'mara', password);
    await ask(page, 'please queue for a while');
    await page.getByText('Waiting for the model; 2 ahead of you').waitFor();
    await page.getByText(/^· \d+ s$/).waitFor();
    await page.getByRole('heading', { level: 1, name: /\w/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Jump to latest' }).count()).toBe(0);
    house.placeInQueue = 0;
  });
});
