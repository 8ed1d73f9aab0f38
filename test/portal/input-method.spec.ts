import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { answered, askInNewConversation, setUp, signIn } from './support/steps.js';

const path = chromiumPath();

/** What a person who writes Japanese does in a field: begins a word, and presses keys that the input method is meant to take. */
class InputMethod {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  async begin(text: string): Promise<void> {
    await this.session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }

  /** As browsers tell of it: the key's code is 229. After `finish`, the order of Safari. */
  async press(key: 'Enter' | 'Escape' | 'ArrowDown'): Promise<void> {
    const event = { key, code: key, windowsVirtualKeyCode: 229 };
    await this.session.send('Input.dispatchKeyEvent', { ...event, type: 'rawKeyDown' });
    await this.session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }

  async finish(text: string): Promise<void> {
    await this.session.send('Input.insertText', { text });
  }
}

describe.runIf(path !== null)('an input method, in a browser', () => {
  let browser: Browser;
  let model: ModelServer;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;
  let page: Page;
  let method: InputMethod;

  beforeAll(async () => {
    model = await startModelServer({ answer: 'Fine.' });
    ({ chatMan, end } = await startProduct(model.url));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
  });

  afterAll(async () => {
    await browser.close();
    await end();
    await model.close();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, chatMan.url);
    page = watched.page;
    await signIn(page, 'mara', password);
    method = await InputMethod.of(page);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  /** Everything that an input method takes of a word, then the word, then Safari's late key. */
  async function compose(text: string): Promise<void> {
    await method.begin(text);
    for (const key of ['ArrowDown', 'Enter', 'Escape'] as const) await method.press(key);
    await method.finish(text);
    await method.press('Enter');
    // What a handler did would show by now.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  it('sends no question before it is finished', async () => {
    const question = page.getByLabel('Your question', { exact: true });
    await question.focus();
    await compose('質問');
    expect(await question.inputValue()).toBe('質問');
    expect(await page.locator('cm-user-message').count()).toBe(0);
    await page.keyboard.press('Enter');
    await answered(page);
    expect(await page.locator('cm-user-message').innerText()).toContain('質問');
  });

  it('neither sends nor leaves a question that is edited', async () => {
    await askInNewConversation(page, 'Before');
    await page.getByRole('button', { name: 'Edit question' }).click();
    const area = page.getByLabel('Edit your question');
    await area.fill('');
    await compose('後で');
    expect(await area.inputValue()).toBe('後で');
    await page.keyboard.press('Escape');
    await area.waitFor({ state: 'detached' });
  });

  it('neither keeps nor gives up a title that is written', async () => {
    await askInNewConversation(page, 'To be renamed');
    const rail = page.locator('#rail');
    await rail.getByRole('link', { name: 'To be renamed' }).hover();
    await rail.getByRole('button', { name: 'More actions for To be renamed' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    const title = page.getByLabel('Conversation title');
    await title.fill('');
    await compose('会話');
    expect(await title.inputValue()).toBe('会話');
    await page.keyboard.press('Enter');
    await rail.getByRole('link', { name: '会話' }).waitFor();
  });

  it('runs no command of the palette, and leaves it open', async () => {
    await page.keyboard.press('Control+k');
    const search = page.getByRole('combobox', { name: 'Search commands and conversations' });
    await search.fill('go');
    const chosen = await search.getAttribute('aria-activedescendant');
    const address = page.url();
    await method.begin('ご');
    for (const key of ['ArrowDown', 'Enter', 'Escape'] as const) await method.press(key);
    expect(await search.isVisible()).toBe(true);
    await method.finish('');
    await search.fill('go');
    await method.press('Enter');
    expect(await search.getAttribute('aria-activedescendant')).toBe(chosen);
    expect(page.url()).toBe(address);
    await page.keyboard.press('Escape');
    await search.waitFor({ state: 'detached' });
  });

  it('neither submits a form nor closes its dialog', async () => {
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'New account' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await name.focus();
    await compose('山田');
    expect(await name.inputValue()).toBe('山田');
    expect(await page.getByText('Enter a name.').count()).toBe(0);
    await page.keyboard.press('Escape');
    await name.waitFor({ state: 'detached' });
  });
});
