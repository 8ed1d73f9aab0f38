import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { chromiumPath, desktop, launch, watchedPage } from './support/browser.js';
import { pictures } from './support/pictures.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { ask, setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const report = '# Ward report\n\nThe quokkamat machine failed on Tuesday. It was repaired by Ada on Friday.\n';

describe.runIf(path !== null)('what a question can carry, in a browser', () => {
  let browser: Browser;
  let model: ModelServer;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    model = await startModelServer({ answer: 'It was repaired on Friday [S1].' });
    ({ chatMan, end } = await startProduct(model.url, { CHAT_MAN__CHAT__TEMPORARYCONVERSATIONS: 'true' }));
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

  const chips = (page: Page) => page.locator('cm-composer').getByRole('list', { name: 'Attached files' }).getByRole('listitem');
  const prompt = () => JSON.stringify(model.prompts.findLast(({ path: of }) => of === '/api/chat')?.body);

  it.each(screens)('files by button, drop and paste, on a %s', async (screen, options) => {
    const watched = await watchedPage(browser, chatMan.url, options);
    const { page } = watched;
    await signIn(page, 'mara', password);
    await page.getByLabel('Your question', { exact: true }).fill('Who repaired it?');
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach files' }).click();
    await (
      await chosen
    ).setFiles([
      { name: 'ward report.md', mimeType: 'text/markdown', buffer: Buffer.from(report) },
      { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 nothing') },
    ]);
    await expect.poll(() => chips(page).count()).toBe(2);
    await page.getByText('A file couldn’t be read. Remove it to send your question.').waitFor();
    expect(await page.getByLabel('Your question', { exact: true }).inputValue()).toBe('Who repaired it?');
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `attachments-failed-${screen}`);
    await page.getByRole('button', { name: 'Remove broken.pdf' }).click();
    await chips(page)
      .filter({ hasText: `${report.length} bytes` })
      .waitFor();

    await page.reload();
    await chips(page).filter({ hasText: 'ward report.md' }).waitFor();
    await pictures(page, `attachments-ready-${screen}`);
    await ask(page, 'Who repaired it?');
    await page.locator('cm-assistant-message').getByText('It was repaired on Friday').waitFor();
    expect(await chips(page).count()).toBe(0);
    expect(prompt()).toContain('quokkamat');
    const link = page.locator('cm-user-message').getByRole('link', { name: /ward report\.md/ });
    const saved = page.waitForEvent('download');
    await link.click();
    expect((await saved).suggestedFilename()).toBe('ward report.md');
    await page.locator('cm-citation-list').getByRole('button').first().click();
    await page.getByText('quokkamat machine').first().waitFor();
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `attachments-answered-${screen}`);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('takes files that are dropped, and makes a long paste a file, or text again', async () => {
    const watched = await watchedPage(browser, chatMan.url, desktop);
    const { page } = watched;
    await signIn(page, 'mara', password);
    const field = page.getByLabel('Your question', { exact: true });
    await page.getByRole('button', { name: 'Attach files' }).waitFor();
    const transfer = await page.evaluateHandle((text) => {
      const files = new DataTransfer();
      files.items.add(new File([text], 'dropped.md', { type: 'text/markdown' }));
      return files;
    }, report);
    await page.locator('.column').dispatchEvent('dragenter', { dataTransfer: transfer });
    await page.getByText('Drop files to attach them').waitFor();
    await page.locator('.column').dispatchEvent('drop', { dataTransfer: transfer });
    await chips(page).filter({ hasText: 'dropped.md' }).waitFor();

    const paste = (text: string) =>
      field.evaluate((area, pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    await field.focus();
    await paste('A long line of pasted text. '.repeat(200));
    await chips(page).filter({ hasText: 'Pasted text.txt' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => field.inputValue()).toContain('A long line of pasted text.');
    await expect.poll(() => chips(page).count()).toBe(1);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it.each(screens)('a temporary conversation that only this tab has, on a %s', async (screen, options) => {
    const watched = await watchedPage(browser, chatMan.url, options);
    const { page } = watched;
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, 'mara', password);
    await page.getByRole('button', { name: 'Temporary' }).click();
    await page.getByText('nothing of this conversation is kept').waitFor();
    expect(await page.getByRole('button', { name: 'Attach files' }).count()).toBe(0);
    model.set({ answer: 'Seven daily backups are kept [S1].' });
    await ask(page, `How many backups, ${screen}?`);
    await page.locator('cm-assistant-message').getByText('Seven daily backups are kept').first().waitFor();
    await page.locator('cm-citation-list').waitFor();
    expect(await page.getByRole('button', { name: 'Good answer' }).count()).toBe(0);
    await ask(page, 'And then?');
    await expect.poll(() => page.locator('cm-assistant-message').count()).toBe(2);
    await expect.poll(prompt).toContain('Seven daily backups are kept');
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, `temporary-${screen}`);

    model.set({ answer: null, tokens: 400, tokenMs: 20 });
    await ask(page, 'Go on and on');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
    model.set({ answer: 'It was repaired on Friday [S1].', tokenMs: 0 });
    expect(new URL(page.url()).pathname).toBe('/chat');
    await page.reload();
    await page.getByRole('heading', { name: 'What would you like to know?' }).waitFor();
    expect(await page.locator('cm-user-message').count()).toBe(0);
    expect(await page.getByRole('link', { name: `How many backups, ${screen}?` }).count()).toBe(0);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('a conversation with a temperature, a length and a seed of its own', async () => {
    const watched = await watchedPage(browser, chatMan.url, desktop);
    const { page } = watched;
    await signIn(page, 'mara', password);
    model.set({ answer: 'It was repaired on Friday [S1].', tokenMs: 0 });
    await ask(page, 'Who decides here?');
    await page.locator('cm-assistant-message').getByText('It was repaired on Friday').first().waitFor();
    await page.getByRole('heading', { name: 'Who decides here?' }).getByRole('button').click();
    await page.getByRole('menuitem', { name: 'Instructions…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Instructions and parameters' });
    await dialog.getByLabel('Temperature').fill('3');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Enter a number from 0 to 2, or nothing.').waitFor();
    await dialog.getByLabel('Temperature').fill('0,2');
    await dialog.getByLabel('Longest answer').fill('128');
    await dialog.getByLabel('Seed').fill('7');
    expect(await watched.flaws()).toEqual([]);
    await pictures(page, 'parameters-desktop');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await ask(page, 'And now?');
    await expect.poll(() => page.locator('cm-assistant-message').count()).toBe(2);
    await expect.poll(prompt).toContain('"num_predict":128,"temperature":0.2');
    expect(prompt()).toContain('"seed":7');
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });
});
