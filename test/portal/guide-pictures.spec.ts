import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { signedIn } from '../support/people.js';
import { chromiumPath, launch, watchedPage } from './support/browser.js';
import { furnish } from './support/furnished.js';
import { password, startProduct } from './support/product.js';
import { answered, ask, setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const directory = resolve('docs/images');
/** `npm run docs -- --pictures` takes them again; every other run looks whether the way to each is still there. */
const takes = process.env['TAKE_PICTURES'] === 'true';

interface Scene {
  readonly picture: string;
  readonly person: 'mara' | 'olga';
  readonly address: string;
  /** Brings on the page what the picture is to show. */
  play?(page: Page): Promise<void>;
}

/** The pictures of the guides in `docs/`, each with the way to it. */
const scenes: readonly Scene[] = [
  {
    picture: 'guide-answer',
    person: 'mara',
    address: '/chat',
    async play(page) {
      await ask(page, 'How long are backups kept?');
      await answered(page);
      await page.getByRole('button', { name: 'Source 1', exact: true }).click();
      await page.getByRole('complementary', { name: 'Source' }).locator('mark').first().waitFor();
    },
  },
  {
    picture: 'guide-why',
    person: 'mara',
    address: '/chat',
    async play(page) {
      await page.getByRole('link', { name: 'How long are backups kept?' }).first().click();
      await answered(page);
      await page.getByRole('button', { name: 'Why this answer?' }).last().click();
    },
  },
  { picture: 'guide-my-data', person: 'mara', address: '/my-data' },
  { picture: 'guide-collections', person: 'mara', address: '/knowledge/collections' },
  {
    picture: 'guide-test-query',
    person: 'mara',
    address: '/knowledge/test-query',
    async play(page) {
      await page.getByRole('textbox').first().fill('How many backups are kept?');
      await page.keyboard.press('Enter');
      await page.locator('.hits li').first().waitFor();
    },
  },
  { picture: 'guide-people', person: 'mara', address: '/admin/users' },
  { picture: 'guide-settings', person: 'mara', address: '/admin/settings' },
  { picture: 'guide-backups', person: 'mara', address: '/admin/backups' },
  { picture: 'guide-health', person: 'mara', address: '/monitoring/health' },
  { picture: 'guide-alerts', person: 'mara', address: '/monitoring/alerts' },
  {
    picture: 'guide-audit',
    person: 'olga',
    address: '/compliance/audit',
    async play(page) {
      await page.getByLabel('Reason').fill('Yearly review');
      await page.getByRole('button', { name: 'Open the audit log' }).click();
      await page.getByRole('row').nth(1).waitFor();
    },
  },
  { picture: 'guide-requests', person: 'olga', address: '/compliance/requests' },
  { picture: 'guide-retention', person: 'olga', address: '/compliance/retention' },
  { picture: 'guide-holds', person: 'olga', address: '/compliance/holds' },
];

describe.runIf(path !== null)('the pictures of the guides', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let model: ModelServer;
  let end: () => Promise<void>;

  beforeAll(async () => {
    model = await startModelServer({ answer: 'Seven daily backups are kept. [S1]' });
    ({ chatMan, end } = await startProduct(model.url));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    await furnish(chatMan, await signedIn(chatMan, 'mara'));
  });

  afterAll(async () => {
    await browser.close();
    await end();
    await model.close();
  });

  it.each(['mara', 'olga'] as const)('show what %s sees', async (person) => {
    const watched = await watchedPage(browser, chatMan.url);
    const { page } = watched;
    await signIn(page, person, password);
    for (const scene of scenes.filter((each) => each.person === person)) {
      await page.goto(scene.address);
      await page.locator('h1').first().waitFor();
      await expect.poll(() => page.locator('.skeleton, [aria-busy=true]').count(), { timeout: 15_000 }).toBe(0);
      await scene.play?.(page);
      const file = join(directory, `${scene.picture}.png`);
      if (takes) await page.screenshot({ path: file, animations: 'disabled' });
      expect(existsSync(file), `${file} is missing: npm run docs -- --pictures`).toBe(true);
    }
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });
});
