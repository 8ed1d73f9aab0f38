import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, desktop, launch, phone, watchedPage, type WatchedPage } from './support/browser.js';
import { aConversation, aMessage, anEmptyHouse, aPerson, type House } from './support/double/house.js';
import { Double } from './support/double/server.js';
import { aPassage } from './support/double/script.js';
import { build } from './support/product.js';
import { signIn } from './support/steps.js';

const path = chromiumPath();
const password = 'correct horse battery staple';

/** What lies over a page and what goes back from it, the direction of texts, and records that do not open. */
describe.runIf(path !== null)('layers, directions and damaged records, in a browser', () => {
  let browser: Browser;
  let house: House;
  let double: Double;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    await build();
    browser = await launch(path ?? '');
  });
  afterAll(() => browser.close());

  beforeEach(() => {
    house = anEmptyHouse();
    house.me = aPerson();
    double = new Double(house, resolve('dist/apps/portal/browser'));
  });
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
    await double.close();
  });

  async function begin(screen: typeof desktop = desktop): Promise<void> {
    watched = await watchedPage(browser, await double.listen(), screen);
    ({ page } = watched);
    await signIn(page, 'mara', password);
  }

  function converses(title: string, question: string, answer: string, more: Parameters<typeof aConversation>[2] = {}) {
    const conversation = aConversation(title, 0, more);
    const passage = aPassage(house);
    const asked = aMessage('user', question, null);
    const { chunkId, documentId, heading, start } = passage;
    const quote = { mark: 1, chunkId, documentId, title: passage.title, heading, quote: passage.text.slice(0, 24) };
    const answered = aMessage('assistant', answer, asked.id, {
      citations: [{ ...quote, start, end: start + 24, page: null, verdict: 'verified' }],
    });
    house.conversations.push(conversation);
    house.messages.set(conversation.id, [asked, answered]);
    return { conversation, asked, answered };
  }

  /** The name of what lies on top in the middle of the screen. */
  const onTop = (): Promise<string | null> =>
    page.evaluate(
      () =>
        document
          .elementFromPoint(innerWidth / 2, innerHeight / 4)
          ?.closest('dialog')
          ?.getAttribute('aria-label') ?? null,
    );

  describe('on a phone', () => {
    const drawer = () => page.locator('aside.rail:not([inert])');
    const openDrawer = async () => {
      await page.getByRole('button', { name: 'Show sidebar' }).click();
      await drawer().waitFor();
    };

    beforeEach(async () => {
      converses('Backups', 'How long?', 'Seven daily copies. [1]');
      converses('Holidays', 'How many?', 'Thirty. [1]');
      await begin(phone);
      await openDrawer();
      await page.getByRole('link', { name: 'Backups' }).click();
      await page.getByText('Seven daily copies.').waitFor();
    });

    it('goes back from the drawer to the page below it, and from a page chosen there to the page before', async () => {
      const address = page.url();
      await openDrawer();
      await page.goBack();
      await drawer().waitFor({ state: 'detached' });
      expect(page.url()).toBe(address);

      await openDrawer();
      await page.getByRole('link', { name: 'Holidays' }).click();
      await page.getByText('Thirty.').waitFor();
      await page.goBack();
      await page.getByText('Seven daily copies.').waitFor();
      expect(page.url()).toBe(address);
      expect(await drawer().count()).toBe(0);
    });

    it.each([
      ['its button', () => page.getByRole('button', { name: 'Hide sidebar' }).click()],
      ['Escape', () => page.keyboard.press('Escape')],
      ['a touch beside it', () => page.locator('.scrim').click({ position: { x: 380, y: 400 } })],
      ['the page in view chosen again', () => page.getByRole('link', { name: 'Backups' }).click()],
    ])('leaves nothing in the history of a drawer that was closed by %s', async (_how, close) => {
      const before = await page.evaluate('history.state.navigationId');
      await openDrawer();
      await close();
      await drawer().waitFor({ state: 'detached' });
      await expect.poll(() => page.evaluate('history.state.drawer ?? null')).toBe(null);
      expect(await page.evaluate('history.state.navigationId')).toBe(before);
      await page.goBack();
      await page.waitForURL('**/chat');
    });

    it('goes back from the source to the answer', async () => {
      const address = page.url();
      await page.getByRole('button', { name: 'Source 1', exact: true }).click();
      await page.getByRole('dialog', { name: 'Source' }).waitFor();
      await page.goBack();
      await page.getByRole('dialog', { name: 'Source' }).waitFor({ state: 'detached' });
      expect(page.url()).toBe(address);
    });
  });

  it('keeps a dialog above what becomes a sheet when the window is made narrower', async () => {
    converses('Backups', 'How long?', 'Seven daily copies. [1]');
    await begin();
    await page.getByRole('link', { name: 'Backups' }).click();
    await page.getByRole('button', { name: 'Source 1', exact: true }).click();
    await page.getByRole('complementary', { name: 'Source' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.setViewportSize({ width: 800, height: 800 });
    expect(await onTop()).toBe('Commands and conversations');
    await page.getByRole('combobox').fill('back');

    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Source' }).waitFor();
    await page.setViewportSize(desktop.viewport);
    await page.getByRole('complementary', { name: 'Source' }).waitFor();
  });

  it('lets what people and models write run in its own direction, lists and tables from their side', async () => {
    const list = '- ראשון\n\n- שני\n\n| שם | מספר |\n| - | - |\n| גיבוי | 7 |';
    converses('גיבויים', 'כמה זמן?', `שבעה ימים. [1]\n\n${list}`);
    await begin();
    await page.getByRole('link', { name: 'גיבויים' }).click();
    await page.locator('.table-frame').waitFor();
    const directions = (selector: string) =>
      page.locator(selector).evaluateAll((all) => [...new Set(all.map((each) => getComputedStyle(each).direction))]);
    for (const text of ['cm-conversation-list .title', 'h1 .title', 'cm-user-message .words', '.cm-markdown :is(p, ul, td)'])
      expect([text, await directions(text)]).toEqual([text, ['rtl']]);
    const atRight = (selector: string) =>
      page
        .locator(selector)
        .evaluate((each) =>
          Math.round(each.closest('.cm-markdown')!.getBoundingClientRect().right - each.getBoundingClientRect().right),
        );
    expect(await atRight('.cm-markdown table')).toBe(0);

    const composer = page.getByLabel('Your question', { exact: true });
    await composer.fill('למה?');
    expect(await directions('#question')).toEqual(['rtl']);
    await composer.fill('Why?');
    expect(await directions('#question')).toEqual(['ltr']);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('גיבויים');
    expect(await directions('.palette input')).toEqual(['rtl']);
    const found = page.locator('.palette .words', { hasText: /^\s*גיבויים\s*$/ });
    expect(await found.evaluate((each) => getComputedStyle(each).direction)).toBe('rtl');
  });

  it('shows what is damaged as damaged, and the rest as it is', async () => {
    const { conversation, asked, answered } = converses('Damaged record', 'Damaged record', 'Seven daily copies. [1]', {
      damaged: true,
    });
    const [, sound] = house.messages.get(conversation.id)!;
    house.messages.set(conversation.id, [
      { ...asked, damaged: true },
      sound!,
      aMessage('user', 'And the older ones?', answered.id),
    ]);
    const [, , further] = house.messages.get(conversation.id)!;
    const cut = aMessage('assistant', 'Damaged record', further!.id, { damaged: true, status: 'interrupted' });
    house.messages.get(conversation.id)!.push(cut);
    converses('Sound', 'How many?', 'Thirty. [1]');
    await begin();
    await page.getByRole('link', { name: 'Sound' }).waitFor();
    const row = page.locator('cm-conversation-list .row');
    expect(await row.allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Damaged record\s+Damaged$/), 'Sound']),
    );
    await page.getByRole('link', { name: 'Damaged record' }).click();
    await page.getByText('Part of this conversation is damaged').waitFor();
    await page.locator('cm-conversation-heading').getByText('Damaged', { exact: true }).waitFor();
    await page.getByText('This question is damaged').waitFor();
    await page.getByText('Part of this answer is damaged').waitFor();

    expect(await page.locator('cm-user-message').first().getByRole('button', { name: 'Edit question' }).count()).toBe(0);
    expect(await page.locator('cm-user-message').last().getByRole('button', { name: 'Edit question' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    await expect.poll(() => page.locator('cm-assistant-message').first().innerText()).toContain('Seven daily copies.');
    expect(await watched.flaws()).toEqual([]);
  });
});
