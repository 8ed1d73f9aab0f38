import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, launch, watchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { answered, ask, setUp } from './support/steps.js';

const path = chromiumPath();

describe.runIf(path !== null)('without a model, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null));
    browser = await launch(path ?? '');
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  it('says so plainly, tells an administrator what to do, and quotes the best passages', async () => {
    const { page, complaints, flaws, close } = await watchedPage(browser, chatMan.url);
    await setUp(page, chatMan.setUpCode, 'mara', password);
    await page.getByText('No language model is connected.').waitFor();
    await page.getByText('OLLAMA_BASE_URL').waitFor();
    await ask(page, 'How long are backups kept?');
    await answered(page);

    await page.locator('cm-assistant-message').getByText('Extract from your documents (').waitFor();
    await page.getByText('Seven daily backups are kept').first().waitFor();
    expect(await page.locator('cm-verdict').first().innerText()).toContain('Quote found in the source');
    expect(await page.locator('#lock-line').innerText()).toContain('Quoted from your documents, no model');
    expect(await flaws()).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
