import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, launch, watchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { answered, ask, setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const pictures = process.env['CHATMAN_PICTURES'];

describe.runIf(path !== null)('search in conversations, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  it.each(screens)('finds a message by its words and opens the conversation there, on a %s', async (screen, options) => {
    const watched = await watchedPage(browser, chatMan.url, options);
    const { page } = watched;
    await signIn(page, 'mara', password);
    for (const question of [`Where is the ${screen} morphine cupboard?`, 'Something else entirely']) {
      await page.goto('/chat');
      await page.getByRole('heading', { name: 'What would you like to know?' }).waitFor();
      await ask(page, question);
      await answered(page);
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(`${screen} cupboard`);
    await page.getByRole('option', { name: 'Search messages for' }).click();

    const dialog = page.getByRole('dialog', { name: 'Search conversations' });
    const result = dialog.getByRole('link', { name: `Where is the ${screen} morphine cupboard?` });
    await expect.poll(() => result.locator('mark').allInnerTexts()).toEqual([screen, 'cupboard']);
    for (const colorScheme of pictures === undefined ? [] : (['dark', 'light'] as const)) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${pictures!}/search-${screen}-${colorScheme}.png` });
    }
    expect(await watched.flaws()).toEqual([]);
    await result.first().click();
    await page.waitForURL('**/chat/*?message=*');
    await page.locator('.turn.revealed').filter({ hasText: 'morphine cupboard' }).waitFor();
    expect(await dialog.count()).toBe(0);

    await page.keyboard.press('Control+Shift+F');
    await dialog.getByRole('searchbox').fill('"cupboard morphine"');
    await dialog.getByText('No messages with').waitFor();
    await dialog.getByRole('searchbox').fill('morphine is:starred');
    await dialog.getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });
});
