import { resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, desktop, launch, phone, watchedPage, type WatchedPage } from './support/browser.js';
import { aConversation, aMessage, anEmptyHouse, aPerson, type House } from './support/double/house.js';
import { Double } from './support/double/server.js';
import { aPassage, provenance } from './support/double/script.js';
import { build } from './support/product.js';
import { screens } from './support/screens.js';
import { ask, signIn } from './support/steps.js';

const path = chromiumPath();

/** Asking, and what can be done with what was asked and answered. */
describe.runIf(path !== null)('asking and copying, in a browser', () => {
  let browser: Browser;
  let house: House;
  let double: Double;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    await build();
    browser = await launch(path ?? '');
  });
  afterAll(() => browser.close());

  beforeEach(() => {
    house = anEmptyHouse();
    house.me = aPerson();
    double = new Double(house, resolve('dist/apps/portal/browser'), 40);
  });
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
    await double.close();
  });

  /** A conversation with one question and its answer, opened. */
  async function begin(question: string, answer: string, screen: BrowserContextOptions = desktop): Promise<void> {
    const conversation = aConversation('Backups', 0);
    const asked = aMessage('user', question, null);
    const { chunkId, documentId, heading, start, text, title } = aPassage(house);
    const quote = { mark: 1, chunkId, documentId, title, heading, quote: text.slice(0, 24), start, end: start + 24, page: 12 };
    const citations = answer.includes('[1]') ? [{ ...quote, verdict: 'verified' as const }] : [];
    house.conversations.push(conversation);
    const answered = aMessage('assistant', answer, asked.id, { citations, provenance: provenance(aPassage(house)) });
    house.messages.set(conversation.id, [asked, answered]);
    watched = await watchedPage(browser, await double.listen(), screen);
    ({ page } = watched);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, 'mara', 'correct horse battery staple', `/chat/${conversation.id}`);
    await page.locator('cm-assistant-message').waitFor();
  }

  const field = () => page.getByLabel('Your question', { exact: true });
  const questions = () => page.locator('cm-user-message .words').allInnerTexts();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  it.each(screens)('queues the next questions on a %s, asks them in turn, and lets them be changed', async (_name, screen) => {
    await begin('First?', 'Yes.', screen);
    await ask(page, 'How long are backups kept?');
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await ask(page, 'And a short one');
    await ask(page, 'Wrong short words');
    await ask(page, 'Not this');
    await expect.poll(() => page.locator('cm-queued-questions li').count()).toBe(3);
    await page.getByRole('button', { name: 'Remove next question' }).last().click();
    await page.getByRole('button', { name: 'Edit next question' }).last().click();
    await expect.poll(() => field().inputValue()).toBe('Wrong short words');
    await ask(page, 'Right short words');

    const wanted = ['First?', 'How long are backups kept?', 'And a short one', 'Right short words'];
    await expect.poll(questions, { timeout: 30_000 }).toEqual(wanted);
    expect(await page.locator('cm-queued-questions').count()).toBe(0);
  });

  it('stops with Escape, holds what waits until somebody sends it, and edits the last question with Arrow Up', async () => {
    await begin('First?', 'Yes.');
    await ask(page, 'Please hang');
    await page.getByText('Seven daily copies are kept,').waitFor();
    await ask(page, 'And a short one');
    await page.getByText('And a short one').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await field().focus();
    await page.keyboard.press('Escape');
    await page.getByText('You stopped this answer.').waitFor();
    expect(await questions()).toEqual(['First?', 'Please hang']);
    await page.getByRole('button', { name: 'Send now' }).click();
    await expect.poll(questions).toEqual(['First?', 'Please hang', 'And a short one']);
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });

    await field().press('ArrowUp');
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value)).toBe('And a short one');
    await page.keyboard.press('Escape');
    await field().fill('text');
    await field().press('ArrowUp');
    expect(await field().inputValue()).toBe('text');
    expect(await page.getByLabel('Edit your question').count()).toBe(0);
  });

  it('warns before a question is sent of which the model could not read all', async () => {
    await begin('First?', 'Yes.', phone);
    house.fit = { ...house.fit, questionTokens: 4000, leftOut: ['earlier-messages'] };
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/chat/fit'));
    await field().fill('word '.repeat(2000));
    expect((await asked).postDataJSON()).toMatchObject({ conversationId: house.conversations[0]?.id });
    await page.getByText('llama3.2:3b reads 8,192 tokens at once: the oldest messages would be left out.').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await field().fill('short');
    await page.getByText('would be left out').waitFor({ state: 'detached' });
  });

  it('quotes a selected passage in the question', async () => {
    await begin('First?', 'Seven daily copies are kept.\n\nOlder ones are removed.');
    await page.getByText('Older ones are removed.').selectText();
    await page.getByRole('button', { name: 'Quote in question' }).click();
    await expect.poll(() => field().inputValue()).toBe('> Older ones are removed.\n\n');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('question');
    expect(await page.getByRole('button', { name: 'Quote in question' }).count()).toBe(0);
  });

  it('copies an answer with its sources and as rich text, and a question as it was asked', async () => {
    await begin('How *long*?', '<think>hm</think>\n\n**Seven** daily copies. [1]\n\n| a | b |\n| - | - |\n| 1 | 2 |');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect.poll(clipboard).toBe('**Seven** daily copies. [1]\n\n| a | b |\n| - | - |\n| 1 | 2 |');
    const choose = async (name: string) => {
      await page.getByRole('button', { name: 'More actions for this answer' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose('Copy with sources');
    await expect.poll(clipboard).toContain('Sources:\n[1] “Backups run every night.” (About Chat Man, p. 12)');
    await choose('Copy as rich text');
    const html = () =>
      page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        return item?.types.includes('text/html') === true ? (await item.getType('text/html')).text() : '';
      });
    await expect.poll(html).toMatch(/<strong>Seven<\/strong> daily (?:<span>)?copies\./);
    expect(await html()).toMatch(/\[1\].*<td[^>]*>2<\/td>.*Backups run every night/s);
    expect(await html()).not.toContain('<button');
    await page.getByRole('button', { name: 'Copy question' }).click();
    await expect.poll(clipboard).toBe('How *long*?');
  });

  it('has an answer written again by another model', async () => {
    await begin('How long?', 'Seven.');
    const sent = page.waitForRequest((request) => request.url().endsWith('/regenerate'));
    await page.getByRole('button', { name: 'More actions for this answer' }).click();
    expect(await page.getByRole('menuitem', { name: 'Regenerate with llama3.2:3b' }).count()).toBe(0);
    await page.getByRole('menuitem', { name: 'Regenerate with qwen2.5:7b' }).click();
    expect((await sent).postDataJSON()).toEqual({ model: 'qwen2.5:7b' });
    await page.getByRole('group', { name: 'Versions of this answer' }).waitFor();
  });

  it('folds a long question, and prints the whole conversation and nothing else', async () => {
    const long = Array.from({ length: 60 }, (_, at) => `Line ${String(at + 1)} of the question`).join('\n');
    await begin(long, Array.from({ length: 60 }, (_, at) => `Paragraph ${String(at + 1)}.`).join('\n\n'), phone);
    const height = () => page.locator('cm-user-message .words').evaluate((words) => words.clientHeight);
    const folded = await height();
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(height).toBeGreaterThan(folded * 2);
    await page.getByRole('button', { name: 'Show less' }).click();
    await expect.poll(height).toBe(folded);

    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(3000);
    for (const hidden of ['cm-composer', 'aside.rail', 'header.bar', '.tools'])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    await expect.poll(height).toBeGreaterThan(folded * 2);
    await page.emulateMedia({ media: 'screen' });
  });
});
