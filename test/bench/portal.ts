import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { chromiumPath, desktop, launch } from '../portal/support/browser.js';
import { aConversation, aMessage, anEmptyHouse, aPerson, type House } from '../portal/support/double/house.js';
import { Double } from '../portal/support/double/server.js';
import { build, password, startProduct } from '../portal/support/product.js';
import { setUp, signIn } from '../portal/support/steps.js';

const sentence = 'Seven daily copies are kept; older ones are removed, but never the newest verified one. ';

/** What the built portal asks of a browser: the first load, opening a long conversation, and each piece of an answer. */
export default async function portal(): Promise<void> {
  const { values } = parseArgs({
    options: { messages: { type: 'string', default: '10000' }, conversations: { type: 'string', default: '100' } },
  });
  const path = chromiumPath();
  if (path === null) throw new Error('There is no Chromium here.');
  await build();
  const browser = await launch(path);
  const house = furnished(Number(values.messages), Number(values.conversations));
  const double = new Double(house, resolve('dist/apps/portal/browser'), 1);
  const url = await double.listen();
  try {
    const firstLoad = await firstLoads(browser);
    const { page, session } = await aPage(browser, url);
    await signIn(page, 'mara', 'correct horse battery staple');
    const baseline = await opening(page, session, 'Short');
    const opened = await opening(page, session, 'Long');
    const scrolled = await scrolling(page, session);
    const streamed = await streaming(page, session);
    console.log(
      JSON.stringify(
        { messages: values.messages, firstLoad, openingTwoMessages: baseline, openingAll: opened, scrolled, streamed },
        null,
        2,
      ),
    );
  } finally {
    await browser.close();
    await double.close();
  }
}

function furnished(messages: number, conversations: number): House {
  const house = anEmptyHouse();
  house.me = aPerson();
  for (let at = 0; at < conversations; at++) house.conversations.push(aConversation(`Conversation ${at}`, at / 10));
  for (const [title, count] of [
    ['Short', 2],
    ['Long', messages],
  ] as const) {
    const conversation = aConversation(title, 0);
    house.conversations.unshift(conversation);
    let parent: string | null = null;
    const all = Array.from({ length: count }, (_, at) => {
      const message = aMessage(at % 2 === 0 ? 'user' : 'assistant', `${at}. ${sentence.repeat(at % 2 === 0 ? 1 : 6)}`, parent);
      parent = message.id;
      return message;
    });
    house.messages.set(conversation.id, all);
  }
  return house;
}

async function aPage(browser: Browser, baseURL: string): Promise<{ page: Page; session: CDPSession }> {
  const context = await browser.newContext({ ...desktop, baseURL, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Network.enable');
  return { page, session };
}

/** Requests and bytes on the wire of pages that are opened for the first time, from the product as it is deployed: the double compresses nothing. */
async function firstLoads(browser: Browser): Promise<object> {
  const { chatMan, end } = await startProduct(null);
  try {
    const { page } = await aPage(browser, chatMan.url);
    await setUp(page, chatMan.setUpCode, 'mara', password);
    const cookies = await page.context().cookies();
    return {
      signIn: await loadOf(browser, chatMan.url, '/sign-in', []),
      chat: await loadOf(browser, chatMan.url, '/chat', cookies),
    };
  } finally {
    await end();
  }
}

async function loadOf(
  browser: Browser,
  url: string,
  address: string,
  cookies: Parameters<BrowserContext['addCookies']>[0],
): Promise<object> {
  const { page, session } = await aPage(browser, url);
  await page.context().addCookies(cookies);
  let requests = 0;
  let bytes = 0;
  session.on('Network.requestWillBeSent', () => requests++);
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForTimeout(1_000);
  await page.context().close();
  return { requests, kilobytes: Math.round(bytes / 1000) };
}

/** Milliseconds of work on the main thread until the newest message is shown, beside those that pass on the clock. */
async function opening(page: Page, session: CDPSession, title: string): Promise<object> {
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.waitForTimeout(500);
  const before = await taskSeconds(session);
  const began = performance.now();
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.locator('cm-assistant-message').last().waitFor();
  await settled(page);
  const clock = Math.round(performance.now() - began);
  return { mainThreadMs: Math.round(((await taskSeconds(session)) - before) * 1000), clockMs: clock };
}

/** Ten screens up in the long conversation. */
async function scrolling(page: Page, session: CDPSession): Promise<object> {
  const before = await taskSeconds(session);
  await page.mouse.move(700, 400);
  for (let at = 0; at < 10; at++) {
    await page.mouse.wheel(0, -800);
    await settled(page);
  }
  return { mainThreadMsPerScreen: Math.round(((await taskSeconds(session)) - before) * 100) };
}

async function streaming(page: Page, session: CDPSession): Promise<object> {
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.waitForTimeout(500);
  const before = await taskSeconds(session);
  await page.getByLabel('Your question', { exact: true }).fill('A very long answer, please');
  await page.keyboard.press('Enter');
  await page
    .locator('cm-assistant-message')
    .last()
    .getByRole('button', { name: 'Why this answer?' })
    .waitFor({ timeout: 120_000 });
  await settled(page);
  const text = await page.locator('cm-assistant-message').last().innerText();
  const deltas = text.split(/\s+/).length;
  const milliseconds = ((await taskSeconds(session)) - before) * 1000;
  return {
    characters: text.length,
    deltas,
    mainThreadMs: Math.round(milliseconds),
    msPerDelta: Math.round((milliseconds / deltas) * 100) / 100,
  };
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
