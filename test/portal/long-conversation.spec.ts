import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { aConversation, aMessage, anEmptyHouse, aPerson, type House } from './support/double/house.js';
import { Double } from './support/double/server.js';
import { build } from './support/product.js';
import { screens } from './support/screens.js';
import { signIn } from './support/steps.js';

const path = chromiumPath();
const count = 400;

describe.runIf(path !== null).each(screens)('a conversation of hundreds of messages, in a browser, on a %s', (_, screen) => {
  let browser: Browser;
  let double: Double;
  let watched: WatchedPage;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    await build();
    browser = await launch(path ?? '');
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    const house = anEmptyHouse();
    house.me = aPerson();
    address = `/chat/${aLongConversation(house)}`;
    double = new Double(house, resolve('dist/apps/portal/browser'));
    watched = await watchedPage(browser, await double.listen(), screen);
    ({ page } = watched);
    await signIn(page, 'mara', 'correct horse battery staple', address);
    await page.getByText(`Answer ${count - 1}.`).waitFor();
  });
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
    await double.close();
  });

  function aLongConversation(house: House): string {
    const conversation = aConversation('A long one', 0);
    house.conversations.push(conversation);
    let parent: string | null = null;
    const all = Array.from({ length: count }, (_, at) => {
      const message = aMessage(at % 2 === 0 ? 'user' : 'assistant', `${at % 2 === 0 ? 'Question' : 'Answer'} ${at}.`, parent);
      parent = message.id;
      return message;
    });
    house.messages.set(conversation.id, all);
    return conversation.id;
  }

  const drawn = (): Promise<number> => page.locator('.turn').count();
  const frame = () => page.getByRole('region', { name: 'Messages' });

  it('opens at the end, draws what is near, and more as one goes up, without moving what is read', async () => {
    expect(await drawn()).toBeLessThan(60);
    expect(await frame().evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight)).toBeLessThan(5);
    const button = page.getByRole('button', { name: 'Show earlier messages' });
    await expect
      .poll(async () => {
        await frame().evaluate((each) => each.scrollBy(0, -600));
        return button.count();
      })
      .toBe(0);
    expect(await drawn()).toBe(count);

    await page.reload();
    await page.getByText(`Answer ${count - 1}.`).waitFor();
    const first = page.locator(`#${(await page.locator('.turn').first().getAttribute('id')) ?? ''}`);
    const top = async (): Promise<number> => Math.round((await first.boundingBox())?.y ?? NaN);
    await button.focus();
    const before = await top();
    await button.press('Enter');
    await expect.poll(drawn).toBeGreaterThan(60);
    // The button that was above it is now above others.
    await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(80);
    expect(await watched.flaws()).toEqual([]);
  });

  it('is printed whole', async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await drawn()).toBe(count);
  });
});
