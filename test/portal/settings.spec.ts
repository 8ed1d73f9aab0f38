import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { sayAgainWho, setUp, signIn } from './support/steps.js';

const path = chromiumPath();

describe.runIf(path !== null)('settings, in a browser', () => {
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
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, chatMan.url);
    await signIn(watched.page, 'mara', password, null);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('shows settings a section at a time, and checks what is typed against the allowed range', async () => {
    const { page } = watched;
    await page.goto('/admin/settings');
    await page.getByRole('heading', { name: 'Model', level: 2 }).waitFor();
    await page.getByRole('link', { name: 'Backups', exact: true }).last().click();
    await page.waitForURL('**/admin/settings/backups');
    const kept = page.getByLabel('Backups to keep', { exact: true });
    await page.getByText('A whole number from 1 to 1,000.').first().waitFor();
    await kept.fill('5000');
    await page.getByRole('status').getByText('A whole number from 1 to 1,000.').waitFor();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect.poll(() => kept.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => kept.inputValue()).toBe('7');
  });

  it('keeps what was typed into settings while other pages are open and through a reload, and saves it together', async () => {
    const { page } = watched;
    await page.goto('/admin/settings/retention');
    await page.getByLabel('Keep conversations for (days)', { exact: true }).fill('120');
    await page.getByLabel('Clean-up schedule', { exact: true }).selectOption('Every week');
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByText('2 unsaved changes kept in Settings.').waitFor();
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByText('2 changes are not saved yet.').waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Retention 2 unsaved' }).click();
    await page.getByRole('button', { name: 'Save 2 changes' }).click();
    const question = page.getByRole('dialog', { name: 'Change 2 settings?' });
    await question.getByText('Keep conversations for (days): 90 → 120.').waitFor();
    await question.getByLabel('Reason').fill('Patients ask for them after three months');
    await question.getByRole('button', { name: 'Change', exact: true }).click();
    await sayAgainWho(page, password);
    await page.getByText('Changed here', { exact: true }).nth(1).waitFor();
    expect(await page.getByText('not saved yet').count()).toBe(0);
    const days = page.getByRole('textbox', { name: 'Keep conversations for (days)' });
    expect(await days.inputValue()).toBe('120');
    await page.getByRole('button', { name: 'Reset this section' }).click();
    await question.getByText('Keep conversations for (days): 120 → the value set on the server, or the default.').waitFor();
    await question.getByLabel('Reason').fill('Three months are enough after all');
    await question.getByRole('button', { name: 'Change', exact: true }).click();
    await expect.poll(() => days.inputValue()).toBe('90');
  });

  it('finds a setting by its words in any section, folded or not, and resets one', async () => {
    const { page } = watched;
    await page.goto('/admin/settings');
    await page.getByLabel('Search settings').fill('likeliest');
    const words = page.getByLabel('Top-k', { exact: true });
    await words.fill('30');
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await page.getByRole('button', { name: 'Reset Top-k' }).click();
    await expect.poll(() => words.inputValue()).toBe('40');
    expect(await page.getByLabel('Backups to keep').count()).toBe(0);
  });

  it('shows who changed a setting, from what to what, and when', async () => {
    const { page } = watched;
    await page.goto('/admin/settings/model');
    await page.getByRole('button', { name: 'History of Temperature' }).click();
    await page.getByText('Nobody has changed this setting here yet.').waitFor();
    await page.getByLabel('Temperature', { exact: true }).fill('0.2');
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    const history = page.getByRole('list', { name: 'History of Temperature' });
    await history.getByText('mara').waitFor();
    await history.getByText('changed 0.7 to 0.2').waitFor();
    await page.getByRole('button', { name: 'Reset Temperature' }).click();
    await history.getByText('reset it: 0.2 → 0.7').waitFor();
    await page.getByRole('button', { name: 'Hide the history of Temperature' }).click();
    await expect.poll(() => history.count()).toBe(0);
  });

  it('says which settings wait for a restart, and what is in force until then', async () => {
    const { page } = watched;
    await page.goto('/admin/settings');
    await page.getByLabel('Search settings').fill('http.maxBodyBytes');
    const largest = page.getByLabel('Largest request (bytes)', { exact: true });
    await page.getByText('Takes effect after a restart', { exact: true }).waitFor();
    await largest.fill('50000');
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await page.getByText('Restart Chat Man for this setting to take effect:').waitFor();
    await page.getByText('Waits for a restart. Until then: 1,000,000').waitFor();
    await page.getByRole('button', { name: 'Reset Largest request (bytes)' }).click();
    await expect.poll(() => page.getByText('Restart Chat Man for').count()).toBe(0);
  });

  it('exports what was changed, and shows what a file would change before anything is saved', async () => {
    const { page } = watched;
    await page.goto('/admin/settings/model');
    await page.getByLabel('Temperature', { exact: true }).fill('0.3');
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await page.getByText('Changed here', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export changes' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^chatman-settings-\d{4}-\d\d-\d\d\.json$/);
    const exported = JSON.parse(await readFile(await download.path(), 'utf8')) as { overrides: Record<string, unknown> };
    expect(exported.overrides).toEqual({ 'model.temperature': 0.3 });

    const overrides = { 'model.temperature': 0.5, 'chat.undoSeconds': 30, 'outbound.privateHosts': ['a'], 'model.top_k': 9999 };
    const choose = (content: string) =>
      page.locator('input[type=file]').setInputFiles({
        name: 'settings.json',
        mimeType: 'application/json',
        buffer: Buffer.from(content),
      });
    await choose(JSON.stringify({ ...exported, overrides }));
    await page.getByText('2 values differ and are shown as unsaved changes.').waitFor();
    await page.getByText('outbound.privateHosts: it can only be set on the server').waitFor();
    await page.getByText('model.top_k: its value is not accepted.').waitFor();
    await page.getByRole('button', { name: 'Save all' }).click();
    await expect.poll(() => page.getByText('not saved yet').count()).toBe(0);
    await page.goto('/admin/settings/model');
    const temperature = page.getByLabel('Temperature', { exact: true });
    expect(await temperature.inputValue()).toBe('0.5');
    await choose('{"model":{}}');
    await page.getByText('This is not a file of settings exported from Chat Man. Nothing was changed.').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Reset Temperature' }).click();
    await expect.poll(() => temperature.inputValue()).toBe('0.7');
  });

  it('offers the models that the model server lists', async () => {
    const { page } = watched;
    const model = {
      provider: 'ollama',
      available: true,
      isDefault: false,
      reason: null,
      contextTokens: null,
      sizeBytes: null,
      place: 'this-host',
    };
    const items = ['llama3.2:3b', 'qwen3:8b'].map((name) => ({ ...model, name }));
    await page.route('**/api/chat/models', (route) => route.fulfill({ json: { items, keptDays: 90 } }));
    await page.goto('/admin/settings/model');
    const choice = page.getByRole('combobox', { name: 'Model', exact: true });
    await choice.focus();
    await choice.getByRole('option', { name: 'qwen3:8b' }).waitFor({ state: 'attached' });
    await choice.selectOption('qwen3:8b');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Enter another name' }).click();
    await page.getByRole('textbox', { name: 'Model', exact: true }).fill('');
    await page.getByRole('status').getByText('Enter a value.').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  it('says why the settings cannot be shown, and tries again', async () => {
    const { page } = watched;
    const detail = 'The settings cannot be read at the moment.';
    const problem = { type: 'about:blank', title: 'Failed', status: 500, code: 'internal', detail, requestId: 'none' };
    await page.route('**/api/settings', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', json: problem }),
    );
    await page.goto('/admin/settings');
    await page.getByRole('alert').getByText(detail).waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Model', level: 2 }).waitFor();
  });

  it.each(screens)('has nothing for axe to find, light and dark: %s', async (_name, options) => {
    const other = await watchedPage(browser, chatMan.url, options);
    const { page } = other;
    await signIn(page, 'mara', password);
    const found: string[] = [];
    for (const section of ['model', 'accounts', 'single-sign-on']) {
      await page.goto(`/admin/settings/${section}`);
      await page.locator('cm-setting-row').first().waitFor();
      await page.getByText(/^Advanced/).click();
      found.push(...(await other.flaws()).map((flaw) => `${section}: ${flaw}`));
    }
    await page.goto('/admin/settings/backups');
    await page.getByLabel('Backups to keep', { exact: true }).fill('5000');
    found.push(...(await other.flaws()).map((flaw) => `unsaved: ${flaw}`));
    expect(found).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});
