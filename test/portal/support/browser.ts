import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';

/** The browser without its window first: the same engine for two thirds of the work. */
const places = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The system's Chromium; null, and one line of warning, where there is none. */
export function chromiumPath(): string | null {
  const path = places.find((place): place is string => place !== undefined && existsSync(place));
  if (path === undefined)
    console.log('No Chromium found: the portal’s browser tests are left out. Install it or set CHROME_PATH.');
  return path ?? null;
}

export async function launch(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const desktop = { viewport: { width: 1280, height: 800 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A page that remembers what a browser complains about. */
export interface WatchedPage {
  readonly page: Page;
  /** Violations of the content security policy, uncaught errors, requests to other hosts. */
  readonly complaints: string[];
  /** What axe finds on the page as it is now, light and dark, one line a node, and whether the page is wider or shorter than the screen. */
  flaws(options?: { readonly besides?: string; readonly inDark?: boolean }): Promise<string[]>;
  close(): Promise<void>;
}

export async function watchedPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = desktop,
): Promise<WatchedPage> {
  const context = await browser.newContext({ ...options, baseURL: origin, reducedMotion: 'reduce', colorScheme: 'light' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) complaints.push(`request to ${url.origin}`);
  });
  return {
    page,
    complaints,
    async flaws({ besides, inDark = true } = {}) {
      // One frame and one origin: without the way round by an empty page that many frames need.
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
      if (besides !== undefined) axe.exclude(besides);
      await page.evaluate(settled);
      const found = linesOf(await axe.analyze());
      if (inDark) {
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.evaluate(settled);
        // A theme changes colours and nothing else, and these rules are what colours are held to.
        found.push(
          ...linesOf(await axe.withRules(['color-contrast', 'link-in-text-block']).analyze()).map((line) => `dark ${line}`),
        );
        await page.emulateMedia({ colorScheme: 'light' });
      }
      // Not innerWidth, which grows with what is too wide.
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
      if (!fits) found.push('wider than the screen');
      if (!(await page.evaluate(shellFillsScreen))) found.push('shorter than the screen');
      return found;
    },
    // A browser that hangs is ended with its file; it must not take five minutes of every other test with it.
    close: () => Promise.race([context.close(), sleep(15_000, undefined, { ref: false })]),
  };
}

function linesOf({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] {
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** In the page: whether the shell, where there is one, is as high as the screen. */
function shellFillsScreen(): boolean {
  const room = document.querySelector('cm-shell > .room');
  return room === null || Math.abs(room.getBoundingClientRect().height - document.documentElement.clientHeight) < 1;
}

/** In the page: waits until what changed is painted and no colour is on its way to another. */
async function settled(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(finite.map(({ finished }) => finished));
}
