import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { registered } from '../support/people.js';
import { chromiumPath, launch, phone, watchedPage, type WatchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const rules = {
  name: 'rules.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from(
    '# Archive rules\n\nThe archive of the marmot station opens at nine.\n\n## Keys\n\nKeys hang behind the marmot poster.\n',
  ),
};
const empty = { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) };

describe.runIf(path !== null)('knowledge, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null, { CHAT_MAN__BACKUP__AUTOBACKUPENABLED: 'false' }));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    await registered(chatMan, 'ada');
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, chatMan.url);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  /** Makes a collection as people do; its page is open afterwards. */
  async function makeCollection(name: string, { readers = [] as readonly string[] } = {}): Promise<void> {
    const { page } = watched;
    await page.goto('/knowledge');
    await page.getByRole('button', { name: 'New collection' }).click();
    const dialog = page.getByRole('dialog', { name: 'New collection' });
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    for (const reader of readers) await dialog.getByLabel(reader).check();
    await dialog.getByRole('button', { name: 'Create collection' }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  }

  async function upload(...files: (typeof rules)[]): Promise<void> {
    const choosing = watched.page.waitForEvent('filechooser');
    await watched.page.getByRole('button', { name: 'Upload files' }).first().click();
    await (await choosing).setFiles(files);
  }

  it('takes a file from upload to a passage that is found, and deletes it again', async () => {
    const { page } = watched;
    await signIn(page, 'mara', password);
    await makeCollection('Marmots');
    await page.getByText('No documents yet').waitFor();
    await upload(rules, empty);
    const uploads = page.getByRole('region', { name: 'Uploads' }).getByRole('listitem');
    await uploads.filter({ hasText: 'rules.md' }).getByText('Ready').waitFor();
    await uploads.filter({ hasText: 'empty.txt' }).getByText('The file is empty.').waitFor();
    const said = page.locator('cm-upload-list [role=status]');
    expect(await said.textContent()).toBe('1 file ready, 1 refused.');
    const row = page.getByRole('row', { name: /Archive rules/ });
    expect(await row.innerText()).toMatch(/Markdown[\s\S]*Ready/);
    await page.getByText(/1 document · 2 passages/).waitFor();
    expect(await watched.flaws()).toEqual([]);

    await page.getByRole('link', { name: 'Archive rules' }).click();
    await page.getByRole('complementary', { name: 'Archive rules' }).waitFor();
    expect(await watched.flaws()).toEqual([]);
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download original' }).click();
    expect((await saving).suggestedFilename()).toBe('rules.md');

    await page.getByRole('link', { name: 'Test query' }).click();
    await page.getByLabel('Question').fill('When does the marmot archive open?');
    await page.keyboard.press('Enter');
    const best = page.locator('.hits li').first();
    await best.getByText('opens at nine').waitFor();
    expect(await best.innerText()).toMatch(/Words: .*marmot/);
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('found-heading');
    expect(await watched.flaws()).toEqual([]);
    await best.getByRole('link', { name: 'Archive rules' }).click();
    await expect.poll(() => page.locator('mark').first().textContent()).toContain('opens at nine');
    expect(await page.locator('article').innerText()).toContain('Keys hang behind the marmot poster.');
    expect(await watched.flaws()).toEqual([]);

    await page.getByRole('link', { name: 'Documents' }).click();
    await page.getByRole('link', { name: 'Archive rules' }).click();
    await page.getByRole('button', { name: 'Delete document' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete “Archive rules”?' });
    await dialog.getByText('its original file, and 2 passages from the search index').waitFor();
    await dialog.getByRole('button', { name: 'Delete document' }).click();
    await page.getByText('No documents yet').waitFor();
    await page.getByRole('link', { name: 'Test query' }).click();
    await page.getByLabel('Question').fill('When does the marmot archive open?');
    await page.keyboard.press('Enter');
    await page.locator('#found-heading').waitFor();
    expect(await page.getByText('opens at nine').count()).toBe(0);
  });

  it('replaces a document with a new version, and keeps the old one to be read', async () => {
    const { page } = watched;
    await signIn(page, 'mara', password);
    await makeCollection('Versions');
    await upload(rules);
    await page.getByRole('link', { name: 'Archive rules' }).click();
    await page.getByRole('link', { name: 'Read the text' }).waitFor();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload new version' }).click();
    await (await choosing).setFiles([{ ...rules, buffer: Buffer.from('# Archive rules\n\nThe archive opens at ten.\n') }]);
    await page.getByText('Version 2').waitFor();
    await page.getByRole('link', { name: 'Read version 1' }).click();
    await page.getByText('This version was replaced.').waitFor();
    await page.getByText('opens at nine').waitFor();
    await page.getByLabel('Version').selectOption('2');
    await page.getByText('opens at ten').waitFor();
  });

  it('shows clients what is open to them, on a phone, and nothing to change', async () => {
    await signIn(watched.page, 'mara', password);
    await makeCollection('Visitors', { readers: ['Client'] });
    await upload(rules);
    await watched.page.getByRole('row', { name: /Ready/ }).waitFor();
    await makeCollection('Staff only');
    await watched.close();

    watched = await watchedPage(browser, chatMan.url, phone);
    const { page } = watched;
    await signIn(page, 'ada', password, '/knowledge');
    await page.getByRole('link', { name: 'Visitors' }).waitFor();
    expect(await page.getByRole('link', { name: 'Staff only' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'New collection' }).count()).toBe(0);
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('link', { name: 'Visitors' }).click();
    await page.getByRole('link', { name: 'Archive rules' }).click();
    await page.getByRole('link', { name: 'Read the text' }).waitFor();
    expect(await page.getByRole('button', { name: 'Delete document' }).count()).toBe(0);
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('link', { name: 'Read the text' }).click();
    await page.getByText('opens at nine').waitFor();
    expect(await watched.flaws()).toEqual([]);
  });

  it('changes who reads a collection, and deletes it with what is in it', async () => {
    const { page } = watched;
    await signIn(page, 'mara', password);
    await makeCollection('Short-lived');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit collection' });
    await dialog.getByLabel('Operations team').uncheck();
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.getByText('Choose at least one reader.').waitFor();
    await dialog.getByLabel('Add a person by name').fill('ada');
    await dialog.getByRole('button', { name: /ada/ }).click();
    expect(await watched.flaws()).toEqual([]);
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Readers: 1 person').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete collection' }).click();
    await page.waitForURL('**/knowledge/collections');
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('link', { name: 'Short-lived' }).count()).toBe(0);
  });
});
