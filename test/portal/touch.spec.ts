import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, launch, phone, watchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { setUp } from './support/steps.js';

const path = chromiumPath();

/** What is too small for a finger, one line each. What is for screen readers alone is no target. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main button, main select, main .tab, main .chip, main .switch, main summary, main .cm-input',
      ),
    ]
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().width > 1)
      .filter((each) => Math.round(each.getBoundingClientRect().height) < 44)
      .map(
        (each) =>
          `${each.tagName} ${each.className} ${each.innerText.slice(0, 30)} ${String(each.getBoundingClientRect().height)}`,
      ),
  );
}

describe.runIf(path !== null)('on a phone', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let page: Page;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null, { CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'false' }));
    browser = await launch(path ?? '');
    ({ page } = await watchedPage(browser, chatMan.url, phone));
    await setUp(page, chatMan.setUpCode, 'mara', password);
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    await page.goto('about:blank');
  });

  it.each(['/admin/settings/backups', '/admin/users', '/account/profile', '/account/security'])(
    'everything that is pressed is large enough for a finger: %s',
    async (address) => {
      await page.goto(address);
      await page.locator('h1').waitFor();
      await page.locator('.skeleton').waitFor({ state: 'detached' });
      expect(await tooSmall(page)).toEqual([]);
    },
  );

  it('brings the tab of the page that is open into sight', async () => {
    await page.goto('/account/tokens');
    const tab = page.locator('.tab.here');
    await tab.waitFor();
    await expect
      .poll(() =>
        tab.evaluate((each) => each.getBoundingClientRect().left >= 0 && each.getBoundingClientRect().right <= innerWidth),
      )
      .toBe(true);
  });
});
