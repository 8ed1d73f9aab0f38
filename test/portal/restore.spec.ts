import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maintenancePage } from '../../apps/cli/src/maintenance/maintenance-page.rules.js';
import type { Backup } from '../../libs/contracts/backup/backup.js';
import type { ChatMan } from '../support/chat-man.js';
import { signedIn } from '../support/people.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { enterPassword, sayAgainWho, setUp } from './support/steps.js';

const path = chromiumPath();

describe.runIf(path !== null)('a restore, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null, { CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'false' }));
    browser = await launch(path ?? '');
    watched = await watchedPage(browser, chatMan.url);
    await setUp(watched.page, chatMan.setUpCode, 'mara', password);
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  it(
    'takes a reason and a step-up, closes Chat Man with a page that says so, and shows what came of it',
    { timeout: 120_000 },
    async () => {
      const { page } = watched;
      const mara = await signedIn(chatMan, 'mara', password);
      const backup = await mara.ask<Backup>('POST', '/backup/create?wait=true', { label: 'before the import' });
      await page.goto(`/admin/backups/${backup.id}`);
      await page.getByRole('button', { name: 'Restore…' }).click();
      const dialog = page.getByRole('dialog', { name: /^Restore the backup from / });
      await dialog.getByLabel('Reason').fill('The import of this morning went wrong');
      expect(await watched.flaws()).toEqual([]);
      await dialog.getByRole('button', { name: 'Restore backup' }).click();
      await sayAgainWho(page, password);

      await page.getByRole('heading', { name: 'Chat Man is being restored' }).waitFor({ timeout: 60_000 });
      await page.getByLabel('Username').waitFor({ timeout: 90_000 });
      await enterPassword(page, 'mara', password);
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      await page.goto('/admin/backups');
      await page.getByRole('heading', { name: 'The backup was restored' }).waitFor();
      await page.getByText('Requested by mara alone, as the only person who could decide.').waitFor();
      await page.getByText(/The previous database is kept on the server as chatman_before_/).waitFor();
      expect(watched.complaints).toEqual([]);
    },
  );

  it.each(screens)('shows its result and its page for everybody on a %s, light and dark', async (_name, options) => {
    const other = await watchedPage(browser, chatMan.url, options);
    await other.page.goto('/sign-in');
    await enterPassword(other.page, 'mara', password);
    await other.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await other.page.goto('/admin/backups');
    await other.page.getByRole('heading', { name: 'The backup was restored' }).waitFor();
    expect(await other.flaws()).toEqual([]);

    const figures = { state: 'running', phase: 'loading', done: 12, total: 63 } as const;
    const at = '2026-11-29T04:19:39.385Z';
    const progress = { ...figures, backupAt: at, startedAt: at };
    const html = maintenancePage(progress);
    await other.page.route('**/api/maintenance', (route) => route.fulfill({ json: progress }));
    await other.page.route('**/maintenance-page', (route) =>
      route.fulfill({ status: 503, contentType: 'text/html', body: html }),
    );
    await other.page.goto('/maintenance-page');
    expect(await other.page.getByRole('listitem').nth(2).getAttribute('aria-current')).toBe('step');
    await other.page.getByText('12 of 63 tables').waitFor();
    expect(await other.flaws()).toEqual([]);
    await other.close();
  });
});
