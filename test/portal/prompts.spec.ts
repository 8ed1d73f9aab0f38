import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { chromiumPath, desktop, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { pictures } from './support/pictures.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { answered, ask, setUp, signIn } from './support/steps.js';

const path = chromiumPath();

describe.runIf(path !== null)('the prompt library and own instructions, in a browser', () => {
  let browser: Browser;
  let model: ModelServer;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;
  let page: Page;

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
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  const begin = async (options: BrowserContextOptions = desktop): Promise<void> => {
    watched = await watchedPage(browser, chatMan.url, options);
    ({ page } = watched);
    await signIn(page, 'mara', password);
  };
  const field = () => page.getByLabel('Your question', { exact: true });
  const list = () => page.getByRole('listbox', { name: 'Prompts' });
  const write = async (title: string, command: string, text: string): Promise<void> => {
    await page.goto('/account/prompts');
    await page.getByRole('button', { name: 'New prompt' }).click();
    const dialog = page.getByRole('dialog', { name: 'New prompt' });
    await dialog.getByLabel('Title').fill(title);
    await dialog.getByLabel('Command').fill(command);
    await dialog.getByLabel('Text').fill(text);
    await dialog.getByRole('button', { name: 'Create prompt' }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  it('says in an empty list where prompts come from', async () => {
    await begin();
    await field().press('/');
    await page.getByText('No prompts yet.').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('link', { name: 'Write a prompt' }).click();
    await page.getByText('Write one for a question that you ask often.').waitFor();
  });

  it.each(screens)('makes, chooses, fills in, changes and deletes prompts on a %s', async (screen, options) => {
    await begin(options);
    const [letter, letters] = [`letter-${screen}`, `letters-${screen}`];
    await write(`Letter (${screen})`, `/${letter}`, 'Write to {{name}} about {{topic}}. Greet {{name}}.');
    await write(`All letters (${screen})`, letters, 'List all letters.');
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `prompts-page-${screen}`);

    await page.getByRole('button', { name: `Edit All letters (${screen})` }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit prompt' });
    await dialog.getByLabel('Command').fill(letter);
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.getByText('Another prompt of yours has this command.').waitFor();
    await dialog.getByLabel('Command').fill(letters);
    await dialog.getByLabel('Operations team').check();
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `prompts-dialog-${screen}`);
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('You and Operations team').waitFor();

    await page.goto('/chat');
    await field().pressSequentially('/letter');
    await expect.poll(() => list().getByRole('option').count()).toBe(2);
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `prompts-menu-${screen}`);
    await field().press('ArrowDown');
    await expect.poll(() => list().getByRole('option', { selected: true }).innerText()).toContain(`/${letters}`);
    await field().press('Escape');
    await list().waitFor({ state: 'detached' });
    expect(await field().inputValue()).toBe('/letter');
    await field().press('Backspace');
    await list().waitFor();
    await field().press('Enter');
    const values = page.getByRole('dialog', { name: `Letter (${screen})` });
    await values.getByLabel('name').fill('Dr. Okafor');
    await pictures(page, `prompts-values-${screen}`);
    expect(await watched.flaws()).toEqual([]);
    await values.getByLabel('name').press('Enter');
    await page.keyboard.type('the {{name}} of the ward');
    await page.keyboard.press('Enter');
    await values.waitFor({ state: 'detached' });
    const filled = 'Write to Dr. Okafor about the {{name}} of the ward. Greet Dr. Okafor.';
    await expect.poll(() => field().inputValue()).toBe(filled);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('question');
    expect(await page.locator('cm-user-message').count()).toBe(0);
    await field().fill('');

    await page.goto('/account/prompts');
    for (const title of [`Letter (${screen})`, `All letters (${screen})`]) {
      await page.getByRole('button', { name: `Delete ${title}` }).click();
      await page.getByRole('button', { name: 'Delete prompt' }).click();
      await page.getByRole('button', { name: `Delete ${title}` }).waitFor({ state: 'detached' });
    }
  });

  it('puts a prompt in front of what is written, by its button too, and sends what begins with a slash and is none', async () => {
    await begin();
    await write('Shorten', 'shorten', 'Shorten this:');
    await page.goto('/chat');
    await field().fill('A long text.');
    await page.getByRole('button', { name: 'Prompts', exact: true }).click();
    await list().getByRole('option', { name: 'Shorten' }).click();
    await expect.poll(() => field().inputValue()).toBe('Shorten this:\n\nA long text.');

    await field().fill('');
    await field().pressSequentially('/etc');
    await list().waitFor({ state: 'detached' });
    await field().press('Enter');
    await answered(page);
    expect(await page.locator('cm-user-message').innerText()).toContain('/etc');
  });

  it.each(screens)('keeps what every answer and one conversation take into account, on a %s', async (screen, options) => {
    await begin(options);
    await page.goto('/account/instructions');
    await page.getByLabel('Instructions for every answer').fill(`I am a night nurse on a ${screen}.`);
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `instructions-${screen}`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. Your next question takes it into account.').waitFor();
    await page.goto('/chat');
    model.forget();
    await ask(page, `Who am I, on a ${screen}?`);
    await answered(page);
    expect(JSON.stringify(model.prompts)).toContain(`I am a night nurse on a ${screen}.`);

    await page
      .getByRole('heading', { name: `Who am I, on a ${screen}?` })
      .getByRole('button')
      .click();
    await page.getByRole('menuitem', { name: 'Instructions…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Instructions and parameters' });
    await dialog.getByLabel('Instructions').fill('Answer in Latin.');
    expect(await watched.flaws()).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    model.forget();
    await ask(page, 'And now?');
    await expect.poll(() => JSON.stringify(model.prompts)).toContain('Answer in Latin.');
  });
});
