import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { aConversation, anEmptyHouse, aPerson, type House } from './support/double/house.js';
import { Double } from './support/double/server.js';
import { build } from './support/product.js';
import { signIn } from './support/steps.js';

const path = chromiumPath();

/** Names beside pictures, keys that can be turned off, what a list of models says, the state of the connection. */
describe.runIf(path !== null)('small things of every page, in a browser', () => {
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

  beforeEach(async () => {
    house = anEmptyHouse();
    house.me = aPerson();
    house.conversations.push(aConversation('Backups', 0));
    double = new Double(house, resolve('dist/apps/portal/browser'));
    watched = await watchedPage(browser, await double.listen());
    ({ page } = watched);
    await signIn(page, 'mara', 'correct horse battery staple');
    await page.getByLabel('Your question', { exact: true }).waitFor();
  });
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
    await double.close();
  });

  const tip = () => page.locator('cm-tooltips .tip');

  it('name a picture with its shortcut, to a pointer and to a key, and take it back with Escape', async () => {
    await page.getByRole('button', { name: 'Hide sidebar' }).hover();
    await expect.poll(() => tip().innerText()).toMatch(/^Hide sidebar\s+Ctrl B$/);
    await page.keyboard.press('Escape');
    expect(await tip().count()).toBe(0);
    await page.getByRole('button', { name: 'Search commands and conversations' }).focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => tip().innerText()).toMatch(/^Search commands and conversations\s+Ctrl K$/);
    expect(await watched.flaws()).toEqual([]);
  });

  it('do nothing by keys once those are turned off, and remember it', async () => {
    await page.locator('main').focus();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByLabel('Use keyboard shortcuts').uncheck();
    await help.getByRole('button', { name: 'Close' }).click();
    for (const key of ['?', 'Control+k']) await page.keyboard.press(key);
    expect(await page.locator('dialog[open]').count()).toBe(0);

    await page.reload();
    await page.getByRole('button', { name: 'Account and appearance' }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    expect(await help.getByLabel('Use keyboard shortcuts').isChecked()).toBe(false);
    await help.getByLabel('Use keyboard shortcuts').check();
    await help.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
  });

  it('say how large a model is, how much it reads and where it runs', async () => {
    await page.getByRole('button', { name: 'Model: llama3.2:3b' }).click();
    const other = page.getByRole('menuitemradio', { name: 'qwen2.5:7b' });
    expect(await other.innerText()).toMatch(/4\.7 GB · reads 32,768 tokens · on this server/);
    expect(await watched.flaws({ besides: '.cdk-overlay-container' })).toEqual([]);
  });

  it('show whether the connection is there', async () => {
    await page.getByRole('img', { name: 'Connected' }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('Not connected').first().waitFor();
    expect(await page.getByRole('img', { name: 'Connected' }).count()).toBe(0);
    await page.context().setOffline(false);
    await page.getByRole('img', { name: 'Connected' }).waitFor();
  });
});
