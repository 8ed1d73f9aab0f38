import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { answered, ask, setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const pictures = process.env['CHATMAN_PICTURES'];

describe.runIf(path !== null)('order in conversations, in a browser', () => {
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

  const rail = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });
  const picture = async (page: Page, name: string): Promise<void> => {
    if (pictures === undefined) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };

  it.each(screens)('files, archives, copies and picks conversations on a %s', async (screen, options) => {
    const watched: WatchedPage = await watchedPage(browser, chatMan.url, options);
    const { page } = watched;
    const isPhone = screen === 'phone';
    await signIn(page, 'mara', password);
    const showRail = async (): Promise<void> => {
      if (isPhone && (await page.locator('aside.rail[inert]').count()) > 0)
        await page.getByRole('button', { name: /Show sidebar/ }).click();
    };
    const begin = async (question: string): Promise<void> => {
      await page.goto('/chat');
      await page.getByRole('heading', { name: 'What would you like to know?' }).waitFor();
      await ask(page, question);
      await answered(page);
    };
    for (const name of ['One', 'Two', 'Three']) await begin(`${name} about backups on a ${screen}`);
    const three = `Three about backups on a ${screen}`;
    const title = page.getByRole('heading', { name: three }).getByRole('button');

    await title.click();
    await picture(page, `order-menu-${screen}`);
    await page.getByRole('menuitem', { name: 'Move to folder…' }).click();
    await page.getByRole('combobox', { name: 'Folder' }).fill(`Ward ${screen}`);
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await title.click();
    await page.getByRole('menuitem', { name: 'Tags…' }).click();
    await page.getByRole('textbox', { name: 'Tags' }).fill(`audit, beta ${screen}`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await showRail();
    await rail(page).getByText('Folders and tags').click();
    await rail(page)
      .getByRole('button', { name: `beta ${screen}` })
      .waitFor();
    await picture(page, `order-rail-${screen}`);
    await rail(page)
      .getByRole('button', { name: `Ward ${screen}` })
      .click();
    await expect.poll(() => rail(page).getByRole('listitem').count()).toBe(1);
    await rail(page).getByRole('link', { name: three }).waitFor();
    await rail(page)
      .getByRole('button', { name: `Back from Ward ${screen}` })
      .click();
    await rail(page)
      .getByRole('link', { name: `Two about backups on a ${screen}` })
      .waitFor();

    const menuOf = async (name: string): Promise<void> => {
      await rail(page).getByRole('link', { name }).hover();
      await rail(page)
        .getByRole('button', { name: `More actions for ${name}` })
        .click();
    };
    const two = `Two about backups on a ${screen}`;
    await menuOf(two);
    await page.getByRole('menuitem', { name: 'Mark as unread' }).click();
    await rail(page).getByRole('link', { name: two }).getByRole('img', { name: 'Unread' }).waitFor();
    await menuOf(two);
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await rail(page).getByRole('link', { name: two }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await rail(page).getByRole('link', { name: two }).waitFor();
    await menuOf(two);
    await page.getByRole('menuitem', { name: 'Make a copy' }).click();
    await rail(page)
      .getByRole('link', { name: `${two} (copy)` })
      .waitFor({ state: 'attached' });
    await expect.poll(() => page.getByRole('heading', { name: `${two} (copy)` }).count()).toBe(1);

    await showRail();
    const before = await rail(page).getByRole('link').count();
    await rail(page)
      .getByRole('link', { name: `${two} (copy)` })
      .focus();
    await page.keyboard.press('x');
    await rail(page)
      .getByRole('checkbox', { name: `One about backups on a ${screen}` })
      .click();
    await page.getByText('2 selected').waitFor();
    await picture(page, `order-select-${screen}`);
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('button', { name: 'Delete selected' }).click();
    await expect.poll(() => rail(page).getByRole('link').count()).toBe(before - 2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rail(page).getByRole('link').count()).toBe(before);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });
});
