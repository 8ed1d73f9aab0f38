import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { goodPassword, registered, signedIn as signedInByApi } from '../support/people.js';
import { chromiumPath, desktop, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { pictures } from './support/pictures.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { answered, ask, setUp, signIn } from './support/steps.js';

const path = chromiumPath();

describe.runIf(path !== null)('sharing a conversation, in a browser', () => {
  let browser: Browser;
  let model: ModelServer;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    model = await startModelServer({ answer: '**Seven** daily backups are kept.' });
    ({ chatMan, end } = await startProduct(model.url));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    await registered(chatMan, 'ada');
  });
  afterAll(async () => {
    await browser.close();
    await end();
    await model.close();
  });

  const signedIn = async (username: string, word: string, options: BrowserContextOptions): Promise<WatchedPage> => {
    const watched = await watchedPage(browser, chatMan.url, options);
    await signIn(watched.page, username, word);
    return watched;
  };
  const openDialog = async (page: Page, title: string): Promise<void> => {
    await page.getByRole('heading', { name: title }).getByRole('button').click();
    await page.getByRole('menuitem', { name: 'Share…' }).click();
    await page.getByRole('dialog', { name: `Share “${title}”` }).waitFor();
  };

  it.each(screens)(
    'opens a snapshot to a role and to a person, shows it to them, and revokes it, on a %s',
    async (screen, options) => {
      const owner = await signedIn('mara', password, options);
      const { page } = owner;
      const title = `Backups on a ${screen}?`;
      await ask(page, title);
      await answered(page);
      await openDialog(page, title);
      const dialog = page.getByRole('dialog', { name: `Share “${title}”` });
      await dialog.getByText('Nobody but you can read this conversation.').waitFor();
      await dialog.getByRole('button', { name: 'Share snapshot' }).click();
      await dialog.getByText('Choose who may read it.').waitFor();
      await dialog.getByRole('checkbox', { name: 'Client' }).check();
      await dialog.getByLabel('Add a person by name').fill('ada');
      await dialog.getByRole('button', { name: /^ada/ }).click();
      await dialog.getByLabel('For how long').selectOption('7 days');
      await pictures(page, `share-dialog-${screen}`);
      expect(await owner.flaws()).toEqual([]);
      await dialog.getByRole('button', { name: 'Share snapshot' }).click();
      await dialog.getByText('Clients, 1 person').waitFor();
      expect(await dialog.getByRole('checkbox', { name: 'Client' }).isChecked()).toBe(false);
      await pictures(page, `share-list-${screen}`);
      expect(await owner.flaws()).toEqual([]);
      await page.keyboard.press('Escape');
      await ask(page, 'A later question');
      await expect.poll(() => page.locator('cm-assistant-message').count()).toBe(2);

      const reader = await signedIn('ada', goodPassword, options);
      if (screen === 'phone') await reader.page.getByRole('button', { name: /Show sidebar/ }).click();
      await reader.page.getByRole('link', { name: 'Shared with me' }).click();
      await reader.page.getByRole('link', { name: title }).waitFor();
      await pictures(reader.page, `shared-list-${screen}`);
      expect(await reader.flaws()).toEqual([]);
      await reader.page.getByRole('link', { name: title }).click();
      await reader.page.getByText('A snapshot that mara shares with you').waitFor();
      const messages = reader.page.getByRole('list', { name: 'Messages' });
      expect(await messages.getByRole('listitem').count()).toBe(2);
      await messages.locator('strong').getByText('Seven').waitFor();
      expect(await reader.page.getByText('A later question').count()).toBe(0);
      await pictures(reader.page, `shared-thread-${screen}`);
      expect(await reader.flaws()).toEqual([]);

      await openDialog(page, title);
      await page.getByRole('button', { name: 'Revoke for Clients, 1 person' }).click();
      await page.getByRole('button', { name: 'Revoke share' }).click();
      await dialog.getByText('Nobody but you can read this conversation.').waitFor();
      await reader.page.reload();
      await reader.page.getByRole('heading', { name: 'This conversation isn’t shared with you' }).waitFor();
      await pictures(reader.page, `shared-gone-${screen}`);
      await reader.page.getByRole('link', { name: 'See what is shared with me' }).click();
      await reader.page.getByText('Nothing is shared with you.').waitFor();
      expect([...owner.complaints, ...reader.complaints]).toEqual([]);
      await owner.close();
      await reader.close();
    },
  );

  it('lets staff who manage no accounts find a colleague, and tells clients who can', async () => {
    const admin = await signedInByApi(chatMan, 'mara', password);
    for (const username of ['nina', 'otto']) {
      const { id } = await (await registered(chatMan, username)).ask<{ id: string }>('GET', '/auth/me');
      await admin.ask('PATCH', `/users/${id}`, { role: 'operations_team', reason: 'Works on the ward' });
    }
    for (const [username, isStaff] of [
      ['nina', true],
      ['ada', false],
    ] as const) {
      const watched = await signedIn(username, goodPassword, desktop);
      const { page } = watched;
      await ask(page, `Asked by ${username}`);
      await answered(page);
      await openDialog(page, `Asked by ${username}`);
      const search = page.getByLabel('Add a person by name');
      expect(await search.count()).toBe(isStaff ? 1 : 0);
      expect(await page.getByText('Staff can also add single people.').count()).toBe(isStaff ? 0 : 1);
      if (isStaff) {
        await search.fill('ada');
        await page.getByText('No active account with this name.').waitFor();
        await search.fill('otto');
        await page.getByRole('button', { name: /^otto/ }).click();
        await page.getByRole('button', { name: 'Share snapshot' }).click();
        await page.getByRole('list', { name: 'Shares of this conversation' }).getByText('1 person').waitFor();
      }
      expect(watched.complaints).toEqual([]);
      await watched.close();
    }
  });
});
