import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { chromiumPath, launch, watchedPage } from './support/browser.js';
import { pictures } from './support/pictures.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const first = 'llama3.2:3b';

describe.runIf(path !== null)('the models of the model server, in a browser', () => {
  let browser: Browser;
  let model: ModelServer;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    model = await startModelServer({ models: [first] });
    ({ chatMan, end } = await startProduct(model.url));
    browser = await launch(path ?? '');
    const setting = await watchedPage(browser, chatMan.url);
    await setUp(setting.page, chatMan.setUpCode, 'mara', password);
    await setting.close();
  });
  afterAll(async () => {
    await browser.close();
    await end();
    await model.close();
  });

  it.each(screens)('are pulled with progress, cancelled and deleted on a %s', async (screen, options) => {
    const watched = await watchedPage(browser, chatMan.url, options);
    const { page } = watched;
    const name = `qwen2.5:7b-${screen}`;
    const models = page.getByRole('list', { name: 'Models' });
    const newest = page.getByRole('list', { name: 'Downloads' }).locator('> li').first();
    const pull = async (wanted: string): Promise<void> => {
      await page.getByLabel('Name of the model').fill(wanted);
      await page.getByRole('button', { name: 'Pull model' }).click();
    };
    await signIn(page, 'mara', password, '/admin/models');
    await models.getByText(first).waitFor();
    await models.getByText('Default').waitFor();
    await pull('../etc');
    await page.getByText('This is not the name of a model.').waitFor();

    model.set({ tokenMs: 1_500 });
    await pull(name);
    await newest.getByText(name).waitFor();
    await newest.getByText(/Downloading, \d MB of 1 MB/).waitFor();
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `models-pulling-${screen}`);
    await newest.getByRole('button', { name: `Cancel the download of ${name}` }).click();
    await newest.getByText('Cancelled. Pulling it again goes on where it ended.').waitFor();

    model.set({ tokenMs: 0, models: [first, name] });
    await pull(name);
    await newest.getByText('Ready to use').waitFor();
    await models.getByText(name).waitFor();

    model.set({ errorAfterTokens: 2, errorText: 'pull model manifest: file does not exist' });
    await pull('nobody/has-this');
    await newest.getByText('nobody/has-this').waitFor();
    await newest.getByText('Failed').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `models-${screen}`);

    model.set({ errorAfterTokens: null });
    await models.getByRole('button', { name: `Delete ${name}` }).click();
    await page.getByRole('dialog', { name: `Delete ${name}?` }).waitFor();
    await pictures(page, `models-delete-${screen}`);
    model.forget();
    await page.getByRole('button', { name: 'Delete model' }).click();
    await model.until((seen) => seen.some((request) => request.path === '/api/delete'));
    await page.getByText(`${name} deleted.`).waitFor();
    await page.reload();
    await models.getByText(first).waitFor();
    await expect.poll(() => models.getByText(name).count()).toBe(0);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });
});
