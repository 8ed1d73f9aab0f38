import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, launch, watchedPage } from './support/browser.js';
import { pictures } from './support/pictures.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const at = 1_700_000_000;

/** An export of ChatGPT: one conversation with a question, its answer and the step of a tool, and one that is empty. */
const chatGpt = (name: string): string => {
  const said = (role: string, words: string, more: number) => ({
    author: { role },
    content: { parts: [words] },
    create_time: at + more,
  });
  const mapping = {
    root: { id: 'root', parent: null, message: null },
    q: { id: 'q', parent: 'root', message: said('user', 'How do I bake it?', 1) },
    a: { id: 'a', parent: 'q', message: said('assistant', 'With **walnuts**.', 2) },
    t: { id: 't', parent: 'a', message: said('tool', 'internal', 3) },
  };
  return JSON.stringify([
    { conversation_id: name, title: `Walnut cake (${name})`, create_time: at, mapping },
    { conversation_id: `${name}-empty`, title: 'Empty', mapping: {} },
  ]);
};

describe.runIf(path !== null)('importing conversations, in a browser', () => {
  const place = mkdtempSync(join(tmpdir(), 'chatman-import-'));
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
  });
  afterAll(async () => {
    await browser.close();
    await end();
    rmSync(place, { recursive: true, force: true });
  });

  const fileWith = (name: string, content: string): string => {
    const file = join(place, name);
    writeFileSync(file, content);
    return file;
  };

  it.each(screens)(
    'takes an export by choice and by drop, and says what came and what did not, on a %s',
    async (screen, options) => {
      const watched = await watchedPage(browser, chatMan.url, options);
      const { page } = watched;
      await signIn(page, 'mara', password);
      if (screen === 'phone') await page.getByRole('button', { name: /Show sidebar/ }).click();
      await page.getByRole('link', { name: 'Import conversations' }).click();
      await page.getByRole('heading', { name: 'Import conversations' }).waitFor();
      const choose = (file: string) => page.locator('input[type=file]').setInputFiles(file);
      const newest = page.getByRole('list', { name: 'Imports' }).locator('> li').first();

      await choose(fileWith('not-an-export.json', '{"a": 1}'));
      await page.getByText('This file is no export of conversations that Chat Man knows').waitFor();
      expect(await watched.flaws()).toEqual([]);
      await pictures(page, `import-refused-${screen}`);

      const content = chatGpt(screen);
      await choose(fileWith('conversations.json', content));
      await newest.getByText('From ChatGPT: 1 conversation with 2 messages imported.').waitFor();
      await newest.getByText('Conversations without messages: 1 place in the file').click();
      await newest.getByText('conversations[1]', { exact: true }).waitFor();
      await newest.getByText('Neither a question nor an answer').waitFor();
      expect(await page.getByText('This file is no export').count()).toBe(0);
      expect(await watched.flaws()).toEqual([]);
      await pictures(page, `import-report-${screen}`);

      const dropped = await page.evaluateHandle((text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'conversations.json', { type: 'application/json' }));
        return transfer;
      }, content);
      await page.dispatchEvent('.drop', 'drop', { dataTransfer: dropped });
      await newest.getByText('From ChatGPT: nothing new.').waitFor();
      await newest.getByText('Already here: 1 place in the file').waitFor();

      await page.getByRole('link', { name: 'Back to your conversations' }).click();
      if (screen === 'phone') await page.getByRole('button', { name: /Show sidebar/ }).click();
      await page.getByRole('link', { name: `Walnut cake (${screen})` }).click();
      await page.locator('cm-assistant-message strong').getByText('walnuts').waitFor();
      expect(watched.complaints).toEqual([]);
      await watched.close();
    },
  );
});
