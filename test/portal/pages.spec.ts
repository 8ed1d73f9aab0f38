import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, watchedPage } from './support/browser.js';
import { startFurnished } from './support/furnished-product.js';
import { pages } from './support/pages.js';
import { password } from './support/product.js';
import { screens } from './support/screens.js';
import { follow, signIn } from './support/steps.js';

const path = chromiumPath();
/** Where pictures of the pages are kept, for somebody to look at. */
const pictures = process.env['SCREENSHOTS'];

/** As the sections list them. Dashboards are looked at with figures in them, in a spec of their own. */
function listedPages(): string[] {
  const files = globSync('apps/portal/src/app/**/*.routes.ts');
  return files
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/path: '(\/[a-z/-]+)'/g)].map(([, address]) => address!))
    .filter((address) => !/^\/monitoring\/(operations|security|usage|storage)$/.test(address));
}

it('no page of a section is left out here', () => {
  const looked = pages.map(([, address]) => address);
  expect(listedPages().length).toBeGreaterThan(20);
  expect(listedPages().filter((address) => !looked.includes(address))).toEqual([]);
});

describe.runIf(path !== null)('every page, with something in it', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    ({ browser, chatMan, end } = await startFurnished(path ?? ''));
  });

  afterAll(() => end());

  describe.each(screens)('on a %s', (screen, options) => {
    it.each([...new Set(pages.map(([who]) => who))])(
      '%s finds every page whole, readable and nothing wider than the screen',
      async (person) => {
        const watched = await watchedPage(browser, chatMan.url, options);
        await signIn(watched.page, person, password);
        for (const [who, address] of pages) {
          if (who !== person) continue;
          await follow(watched.page, address);
          await watched.page.locator('h1').first().waitFor();
          await expect.poll(() => watched.page.locator('.skeleton, [aria-busy=true]').count(), { timeout: 15_000 }).toBe(0);
          expect.soft(await watched.page.locator('[role=alert]').allInnerTexts(), address).toEqual([]);
          if (pictures !== undefined) {
            mkdirSync(pictures, { recursive: true });
            for (const colorScheme of ['light', 'dark'] as const) {
              await watched.page.emulateMedia({ colorScheme });
              const name = `${person}${address.replaceAll('/', '-')}-${screen}-${colorScheme}.png`;
              await watched.page.screenshot({ path: join(pictures, name), fullPage: true });
            }
            await watched.page.emulateMedia({ colorScheme: 'light' });
          }
          expect.soft(await watched.flaws({ inDark: screen === 'desktop' }), `${who} at ${address} on a ${screen}`).toEqual([]);
        }
        expect(watched.complaints).toEqual([]);
        await watched.close();
      },
    );
  });
});
