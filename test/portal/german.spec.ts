import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../apps/portal/src/locale/de/texts.js';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, watchedPage } from './support/browser.js';
import { startFurnished } from './support/furnished-product.js';
import { pages } from './support/pages.js';
import { password } from './support/product.js';
import { screens } from './support/screens.js';
import { follow, signIn } from './support/steps.js';

const path = chromiumPath();
const pictures = process.env['SCREENSHOTS'];
const german = { locale: 'de-DE' };

/** English texts that a German page must not show. One of them is asked as a question, and is then a title. */
const english = new Set(
  Object.entries(texts)
    .filter(([source, translation]) => source !== translation && !Object.values(texts).includes(source))
    .map(([source]) => source)
    .filter((source) => source !== 'Who can read my conversations?'),
);

/** What a person sees or a screen reader says, piece by piece. */
function said(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node instanceof Element) {
        for (const name of ['aria-label', 'placeholder', 'title', 'data-tip']) found.push(node.getAttribute(name) ?? '');
      } else if (!node.parentElement?.closest('noscript, .boot, style, script')) found.push(node.textContent ?? '');
    }
    return found.map((text) => text.replace(/\s+/g, ' ').trim());
  });
}

/** Words of the portal's own that do not fit where they are; names and titles that people gave may be cut. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth + 1 ? ['the page is wider than the screen'] : [];
    const controls = [...document.querySelectorAll<HTMLElement>('button, th, h1, h2, dt, label, .mdc-button__label')];
    const cut = controls.filter((each) => {
      const { overflowX, textOverflow } = getComputedStyle(each);
      return (
        each.offsetParent !== null &&
        each.scrollWidth > each.clientWidth + 1 &&
        (overflowX !== 'visible' || textOverflow === 'ellipsis')
      );
    });
    return [
      ...wide,
      ...cut.filter((each) => !each.closest('cm-conversation-list, .only-for-readers')).map((each) => each.innerText),
    ];
  });
}

describe.runIf(path !== null)('the portal in German', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    ({ browser, chatMan, end } = await startFurnished(path ?? ''));
  });

  afterAll(() => end());

  it('is what a browser in German gets, and can be changed before signing in', async () => {
    const watched = await watchedPage(browser, chatMan.url, german);
    await watched.page.goto('/sign-in');
    await watched.page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await watched.page.locator('html').getAttribute('lang')).toBe('de');
    await watched.page.getByRole('button', { name: 'English' }).click();
    await watched.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await watched.page.reload();
    await watched.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await watched.page.locator('html').getAttribute('lang')).toBe('en');
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('says in German why a sign-in was refused', async () => {
    const watched = await watchedPage(browser, chatMan.url, german);
    await watched.page.goto('/sign-in');
    await watched.page.getByLabel('Benutzername').fill('mara');
    await watched.page.getByLabel('Passwort', { exact: true }).fill('Not-The-Password-1');
    await watched.page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await watched.page.getByText('Benutzername und Passwort passen nicht zusammen.').waitFor();
    await watched.close();
  });

  it('is chosen in the account menu of a browser in English', async () => {
    const watched = await watchedPage(browser, chatMan.url);
    await signIn(watched.page, 'carl', password);
    await watched.page.getByRole('button', { name: 'Account and appearance' }).click();
    await watched.page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await watched.page.getByLabel('Ihre Frage').waitFor();
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  describe.each(screens)('on a %s', (screen, options) => {
    it.each([...new Set(pages.map(([who]) => who))])('%s reads no English, and nothing is cut off', async (person) => {
      const watched = await watchedPage(browser, chatMan.url, { ...options, ...german });
      await signIn(watched.page, person, password);
      for (const [who, address] of pages) {
        if (who !== person) continue;
        await follow(watched.page, address);
        await watched.page.locator('h1').first().waitFor();
        await expect.poll(() => watched.page.locator('.skeleton, [aria-busy=true]').count(), { timeout: 15_000 }).toBe(0);
        const shown = await said(watched.page);
        expect
          .soft(
            shown.filter((text) => english.has(text)),
            address,
          )
          .toEqual([]);
        const moments = await watched.page.locator('cm-when').allInnerTexts();
        expect
          .soft(
            moments.filter((moment) => /\b(ago|just|today|yesterday|at)\b/.test(moment)),
            address,
          )
          .toEqual([]);
        expect.soft(await cutOff(watched.page), `${address} on a ${screen}`).toEqual([]);
        if (pictures !== undefined) {
          mkdirSync(pictures, { recursive: true });
          const name = `de-${person}${address.replaceAll('/', '-')}-${screen}.png`;
          await watched.page.screenshot({ path: join(pictures, name), fullPage: true });
        }
      }
      expect(watched.complaints).toEqual([]);
      await watched.close();
    });
  });
});
