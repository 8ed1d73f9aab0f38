import { readFile } from 'node:fs/promises';
import type { Browser, Download } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageTree } from '#contracts/chat/chat.js';
import type { ChatMan } from '../support/chat-man.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { answered, ask, askInNewConversation, enterPassword, setUp, signIn } from './support/steps.js';

const answer = `Seven daily backups are kept. [S1]

\`\`\`bash
npx chatman backup create # at once
\`\`\`

<img src=x onerror=alert(1)> and [a link](javascript:alert(1)) are text.`;

const path = chromiumPath();

describe.runIf(path !== null)('the main job, in a browser', () => {
  let browser: Browser;
  let model: ModelServer;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;

  beforeAll(async () => {
    model = await startModelServer({ answer });
    ({ chatMan, end } = await startProduct(model.url));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
  });

  afterAll(async () => {
    await browser.close();
    await end();
    await model.close();
  });

  beforeEach(async () => {
    model.set({ ...calmKnobs, answer });
    watched = await watchedPage(browser, chatMan.url);
    await signIn(watched.page, 'mara', password);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('answers a question with a citation that opens the passage in its place', async () => {
    const { page } = watched;
    await ask(page, 'How long are backups kept?');
    await answered(page);

    expect(page.url()).toMatch(/\/chat\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: 'Source 1', exact: true }).focus();
    expect(await page.getByRole('tooltip').innerText()).toContain('Quote found in the source');
    await page.getByRole('button', { name: 'Source 1', exact: true }).click();

    const source = page.getByRole('complementary', { name: 'Source' });
    await source.locator('mark').filter({ hasText: 'Seven daily backups are kept' }).waitFor();
    await expect.poll(() => source.locator('h2:focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await source.waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('[aria-label="Source 1"]:focus').count()).toBe(1);
  });

  it('offers questions to begin with', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'New conversation' }).click();
    await page.getByRole('button', { name: 'Who can read my conversations?', exact: true }).click();
    await answered(page);
    expect(await page.locator('cm-user-message').innerText()).toContain('Who can read my conversations?');
  });

  it('shows what a model writes as text, never as markup that acts', async () => {
    const { page } = watched;
    await askInNewConversation(page, 'How are backups made?');
    const text = page.locator('.cm-markdown').last();
    await text.locator('.code-comment').waitFor(); // the renderer comes a moment after the text

    expect(await text.locator('img').count()).toBe(0);
    expect(await text.locator('a').count()).toBe(0);
    expect(await text.innerText()).toContain('<img src=x onerror=alert(1)>');
  });

  it('finds the conversation again after a reload, with its own title', async () => {
    const { page } = watched;
    await askInNewConversation(page, 'How long are backups kept on this server?');
    await page.reload();

    await page.getByRole('heading', { level: 1, name: /How long are backups kept|Seven daily/ }).waitFor();
    expect(await page.locator('cm-user-message').innerText()).toContain('How long are backups kept on this server?');
    await answered(page);
  });

  it('stops an answer, keeps what was written, and goes on with it', async () => {
    const { page } = watched;
    model.set({ answer: null, tokens: 400, tokenMs: 20 });
    await page.getByRole('button', { name: 'New conversation' }).click();
    await ask(page, 'Tell me all about backups');
    await page.locator('.cm-markdown').filter({ hasText: /\w/ }).waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();

    await page.getByText('You stopped this answer.').waitFor();
    model.set({ answer: ' And that is all.', tokenMs: 0 });
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.locator('.cm-markdown').filter({ hasText: 'And that is all.' }).waitFor();
  });

  it('goes on with an answer over a reload of the page', async () => {
    const { page } = watched;
    model.set({ answer: null, tokens: 120, tokenMs: 25 });
    await page.getByRole('button', { name: 'New conversation' }).click();
    await ask(page, 'Tell me more about backups');
    await page.locator('.cm-markdown').filter({ hasText: /\w/ }).waitFor();
    await page.waitForURL(/\/chat\/[0-9a-f-]{36}$/);
    await page.reload();
    await answered(page);

    const whole = await page.locator('.cm-markdown').innerText();
    const id = page.url().split('/').at(-1) ?? '';
    const tree = await page.request.get(`/api/chat/conversations/${id}/messages`);
    const kept = ((await tree.json()) as MessageTree).items.at(-1)?.content ?? '';
    expect(whole.replaceAll(/\s+/g, ' ').trim()).toBe(kept.replaceAll(/\s+/g, ' ').trim());
  });

  it('writes an answer anew and asks in other words, with arrows between the versions', async () => {
    const { page } = watched;
    await askInNewConversation(page, 'How long are backups kept?');
    model.set({ answer: 'A second answer.' });
    await page.getByRole('button', { name: 'Regenerate' }).click();
    await page.locator('.cm-markdown').filter({ hasText: 'A second answer.' }).waitFor();
    const versions = page.getByRole('group', { name: 'Versions of this answer' });
    expect(await versions.innerText()).toMatch(/2\s*\/?\s*(of)?\s*2/);
    await versions.getByRole('button', { name: 'Previous version' }).click();
    await page.getByText('Seven daily backups are kept.').first().waitFor();

    await page.locator('cm-user-message').hover();
    await page.getByRole('button', { name: 'Edit question' }).click();
    await page.getByLabel('Edit your question').fill('And how many?');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Versions of this question' }).waitFor();
    await answered(page);
    expect(await page.locator('cm-user-message').innerText()).toContain('And how many?');
  });

  it('says what happened when the model fails, keeps the question, and tries again', async () => {
    const { page } = watched;
    model.set({ refusals: 1000, refusalStatus: 500 });
    await page.getByRole('button', { name: 'New conversation' }).click();
    await ask(page, 'How long are backups kept?');
    await page.getByRole('button', { name: 'Try again' }).waitFor();

    expect(await page.getByRole('alert').innerText()).toContain('question is kept');
    expect(await watched.flaws()).toEqual([]);
    model.set({ refusals: 0 });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Seven daily backups are kept.').first().waitFor();
  });

  it('continues an answer that broke off', async () => {
    const { page } = watched;
    model.set({ answer: 'Seven daily backups are kept, and then older ones go.', endWithoutDone: true });
    await page.getByRole('button', { name: 'New conversation' }).click();
    await ask(page, 'How long are backups kept?');
    await page.getByText('The answer was cut off.').waitFor();

    model.set({ answer: ' The rest.', endWithoutDone: false });
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.locator('.cm-markdown').filter({ hasText: 'The rest.' }).waitFor();
  });

  it('saves a conversation, or all of them, as a file', async () => {
    const { page } = watched;
    await askInNewConversation(page, 'A question to be exported');
    const rail = page.getByRole('navigation', { name: 'Conversations' });
    await rail.getByRole('link', { name: 'A question to be exported' }).hover();
    await rail.getByRole('button', { name: 'More actions for A question to be exported' }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    const one = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Markdown' }).click();
    expect(await savedText(await one)).toContain('A question to be exported');

    await rail.getByRole('button', { name: 'Export all conversations' }).click();
    const all = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'JSON' }).click();
    expect(JSON.parse(await savedText(await all))).toMatchObject({ format: 'chatman.conversations', version: 1 });
  });

  it('renames in place, and deletes at once what can be taken back for a moment', async () => {
    const { page } = watched;
    await askInNewConversation(page, 'A question to be renamed');
    const rail = page.getByRole('navigation', { name: 'Conversations' });
    await rail.getByRole('link', { name: 'A question to be renamed' }).hover();
    await rail.getByRole('button', { name: 'More actions for A question to be renamed' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('Conversation title').fill('Night copies');
    await page.keyboard.press('Enter');
    await rail.getByRole('link', { name: 'Night copies' }).waitFor();

    const remove = async (): Promise<void> => {
      await rail.getByRole('link', { name: 'Night copies' }).hover();
      await rail.getByRole('button', { name: 'More actions for Night copies' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await rail.getByRole('link', { name: 'Night copies' }).waitFor({ state: 'detached' });
    };
    await remove();
    await page.getByRole('button', { name: 'Undo' }).click();
    await rail.getByRole('link', { name: 'Night copies' }).waitFor();
    await page.locator('.cm-markdown').first().waitFor();

    const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE' && response.status() === 204);
    await remove();
    await deleted;
    await page.reload();
    await rail.getByRole('link').first().waitFor();
    expect(await rail.getByRole('link', { name: 'Night copies' }).count()).toBe(0);
  });

  it('takes a rating and the reason for it', async () => {
    const { page } = watched;
    await askInNewConversation(page, 'How long are backups kept?');
    await page.getByRole('button', { name: 'Bad answer' }).click();
    await page.getByLabel('Out of date').check();
    const sent = page.waitForRequest((request) => request.method() === 'PUT' && (request.postData() ?? '').includes('outdated'));
    await page.getByRole('button', { name: 'Send feedback' }).click();

    expect((await (await sent).response())?.status()).toBeLessThan(300);
    await page.reload();
    await page.locator('[aria-label="Bad answer"][aria-pressed="true"]').waitFor();
  });

  it('announces the whole answer once, not its pieces', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'New conversation' }).click();
    await ask(page, 'How long are backups kept?');
    await answered(page);

    const spoken = page.locator('cm-thread-view [aria-live="polite"]');
    await spoken.filter({ hasText: 'Answer: Seven daily backups are kept.' }).waitFor({ state: 'attached' });
    expect(await spoken.innerText()).not.toContain('[1]');
  });

  it('is worked by keyboard alone: palette, list of keys, skip link', async () => {
    const { page } = watched;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('my account');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/account/profile');

    await page.locator('body').press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('heading', { name: 'Profile and role' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#content:focus').count()).toBe(1);
  });

  it('registers a client, who sees no other person’s conversation', async () => {
    const { page } = watched;
    await askInNewConversation(page, 'How long are backups kept?');
    const address = page.url();
    await page.getByRole('button', { name: 'Account and appearance' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in?why=signed-out');
    await page.getByRole('link', { name: 'Create one' }).click();
    await page.getByLabel('Your name').fill('Jonas Berg');
    await page.getByLabel('Username').fill(`jonas-${String(Date.now())}`);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL('**/chat');

    await page.goto(address);
    await page.getByRole('heading', { name: 'Conversation not found' }).waitFor();
  });

  it('goes back to where one was after signing in again', async () => {
    const { page } = watched;
    await page.context().clearCookies();
    await page.goto('/account/profile');
    await page.waitForURL('**/sign-in?back=**');
    await enterPassword(page, 'mara', 'not the password');
    await page.getByRole('alert').waitFor();
    await enterPassword(page, 'mara', password);
    await page.waitForURL('**/account/profile');
  });

  it.each(screens)('has nothing for axe to find, light and dark: %s', async (_name, options) => {
    const other = await watchedPage(browser, chatMan.url, options);
    const { page } = other;
    const found: string[] = [];
    const look = async (place: string): Promise<void> => {
      found.push(...(await other.flaws()).map((flaw) => `${place}: ${flaw}`));
    };
    for (const place of ['/sign-in', '/register', '/set-up', `/reset-password#${'t'.repeat(43)}`, '/reset-password']) {
      await page.goto(place);
      await page.locator('h1').waitFor();
      await look(place);
    }
    await signIn(page, 'mara', password);
    await page.getByRole('button', { name: 'What is Chat Man?' }).waitFor();
    await look('new conversation');
    await ask(page, 'How long are backups kept?');
    await answered(page);
    await page.getByRole('button', { name: 'Why this answer?' }).click();
    await page.getByRole('button', { name: 'Bad answer' }).click();
    await look('answer');
    await page.getByRole('button', { name: 'Source 1', exact: true }).click();
    await page.locator('cm-source-panel mark').waitFor();
    await look('source');
    for (const place of ['/account/profile', '/nowhere']) {
      await page.goto(place);
      await page.locator('h1').waitFor();
      await look(place);
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await look('palette');

    expect(found).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});

async function savedText(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}
