import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import type { UserList } from '../../libs/contracts/auth/people/users.js';
import { chromiumPath, launch, watchedPage } from '../portal/support/browser.js';
import { build } from '../portal/support/product.js';
import { signIn } from '../portal/support/steps.js';
import { ChatMan } from '../support/chat-man.js';
import { theFirstPerson } from '../support/fault-people.js';
import { actorOf, allPlaced, fillLog, inDatabaseOf, objectOf } from '../support/long-log.js';
import { goodPassword, registered } from '../support/people.js';

/**
 * How the audit explorer feels on a long log, in Chromium: the built product with a million events of one month, each filter, scrolling
 * through thousands of rows, events with their proofs. Times are from the act of the person to the rows or words on the screen.
 * `--place` keeps the installation for the next run.
 */
export default async function explorer(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '1000000' },
      rows: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '10' },
      place: { type: 'string' },
    },
  });
  const path = chromiumPath();
  if (path === null) return;
  const place = values.place ?? mkdtempSync(join(tmpdir(), 'chatman-bench-'));
  const isNew = !existsSync(join(place, 'data'));
  mkdirSync(place, { recursive: true });
  await build();
  const chatMan = await ChatMan.start({
    place,
    variables: { OLLAMA_BASE_URL: 'http://127.0.0.1:9', CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '100000' },
  });
  const browser = await launch(path);
  try {
    if (isNew) await prepare(chatMan, Number(values.events));
    const { page, complaints } = await watchedPage(browser, chatMan.url);
    await signIn(page, 'officer', goodPassword);
    const rounds = Number(values.rounds);
    const entering = await enteringTimes(page, rounds);
    const filters = await filterTimes(page, rounds);
    const events = await eventTimes(page, rounds);
    const scrolling = await scrollTimes(page, Number(values.rows));
    console.log(
      JSON.stringify(
        { log: await sizeOf(chatMan), enteringMs: entering, filtersMs: filters, ...events, scrolling, complaints },
        null,
        2,
      ),
    );
  } finally {
    await browser.close();
    await chatMan.kill();
    if (values.place === undefined) rmSync(place, { recursive: true, force: true });
  }
}

async function prepare(chatMan: ChatMan, events: number): Promise<void> {
  const admin = await theFirstPerson(chatMan);
  await registered(chatMan, 'officer');
  const { items } = await admin.ask<UserList>('GET', '/users?q=officer');
  await admin.ask('POST', '/auth/step-up', { password: goodPassword });
  await admin.ask('PATCH', `/users/${items[0]!.id}`, { role: 'compliance_officer', reason: 'The new officer' });
  await fillLog(chatMan, events);
  process.stderr.write(`wrote ${events} events\n`);
  await allPlaced(chatMan);
  process.stderr.write('all of them are in the tree\n');
  await inDatabaseOf(chatMan, (client) => client.query('VACUUM ANALYZE audit.event, audit.leaf'));
}

async function sizeOf(chatMan: ChatMan): Promise<object> {
  return inDatabaseOf(chatMan, async (client) => {
    const { rows } = await client.query<{ events: number; indexBytes: number }>(
      `SELECT (SELECT count(*) FROM audit.event)::int AS events,
              (SELECT sum(pg_indexes_size(relid)) FROM pg_partition_tree('audit.event') WHERE isleaf)::float8 AS "indexBytes"`,
    );
    return { events: rows[0]!.events, indexMiB: Math.round(rows[0]!.indexBytes / 1024 / 1024) };
  });
}

async function enteringTimes(page: Page, rounds: number): Promise<object> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await page.goto('/compliance/audit');
    await page.getByLabel('Reason').fill('Yearly review');
    times.push(await untilRows(page, () => page.getByRole('button', { name: 'Open the audit log' }).click()));
  }
  return spread(times);
}

/** Each filter alone, and the pairs that no index answers by itself. */
const filters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  everything: {},
  'busy actor': { actor: actorOf(0) },
  'quiet actor': { actor: actorOf(48) },
  'common action': { action: 'message.sent' },
  'rare action': { action: 'passkey.added' },
  'action that never was': { action: 'audit.pruned' },
  'common kind of action': { action: 'session' },
  'rare kind of action': { action: 'passkey' },
  'kind of action that never was': { action: 'sso' },
  object: { object: objectOf(0) },
  done: { outcome: 'success' },
  refused: { outcome: 'denied' },
  failed: { outcome: 'failed' },
  'a day': { from: 'days-10', to: 'days-9' },
  'until long ago': { to: 'days-23' },
  'busy actor, rare action': { actor: actorOf(0), action: 'passkey.added' },
  'busy actor, failed': { actor: actorOf(0), outcome: 'failed' },
  'common action, failed': { action: 'message.sent', outcome: 'failed' },
  'common action, long ago': { action: 'message.sent', to: 'days-23' },
  'rare kind of action, refused, an hour': { action: 'password', outcome: 'denied', from: 'days-10', to: 'days-9.9' },
};

async function filterTimes(page: Page, rounds: number): Promise<object> {
  const found: Record<string, object> = {};
  for (const [name, filter] of Object.entries(filters)) {
    const times: number[] = [];
    let rows = 0;
    for (let round = 0; round < rounds; round += 1) {
      // Within the page, as a link of it would: what is measured is the list, not the start of the portal.
      await untilRows(page, () => follow(page, { object: 'nothing-at-all' }));
      times.push(await untilRows(page, () => follow(page, filter)));
      rows = await page.locator('[data-row]').count();
    }
    found[name] = { ...spread(times), rowsInPage: rows };
    process.stderr.write(`${name}: ${JSON.stringify(found[name])}\n`);
  }
  return found;
}

/** Opens events with their proofs, every so many rows. */
async function eventTimes(page: Page, rounds: number): Promise<object> {
  await untilRows(page, () => follow(page, {}));
  const detail: number[] = [];
  const proof: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const row = page.locator('[data-row]').nth(round);
    const began = performance.now();
    await row.click();
    await page.locator('cm-event-panel .cm-facts').first().waitFor();
    detail.push(performance.now() - began);
    await page.locator('cm-event-proof ol').waitFor();
    proof.push(performance.now() - began);
    await page.keyboard.press('Escape');
    await page.locator('cm-event-panel').waitFor({ state: 'detached' });
  }
  return { detailMs: spread(detail), proofMs: spread(proof) };
}

async function scrollTimes(page: Page, rows: number): Promise<object> {
  await untilRows(page, () => follow(page, { outcome: 'success' }));
  const devtools = await page.context().newCDPSession(page);
  const viewport = page.locator('cdk-virtual-scroll-viewport');
  const before = await weightOf(devtools);
  const times: number[] = [];
  const weights: object[] = [];
  let loaded = 200;
  let mostRows = 0;
  while (loaded < rows) {
    const height = await viewport.evaluate((here) => here.scrollHeight);
    const began = performance.now();
    await viewport.evaluate((here) => here.scrollTo(0, here.scrollHeight));
    await page.waitForFunction(
      (last) => (document.querySelector('cdk-virtual-scroll-viewport')?.scrollHeight ?? 0) > last,
      height,
      { polling: 'raf' },
    );
    times.push(performance.now() - began);
    loaded = Math.round((await viewport.evaluate((here) => here.scrollHeight)) / 44);
    mostRows = Math.max(mostRows, await page.locator('[data-row]').count());
    if (times.length % 25 === 0) weights.push({ rows: loaded, ...(await weightOf(devtools)) });
  }
  return { rows: loaded, pageMs: spread(times), mostRowsInPage: mostRows, before, weights };
}

/** What the page holds once the garbage is gone. */
async function weightOf(devtools: CDPSession): Promise<{ heapMiB: number; nodes: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes } = await devtools.send('Memory.getDOMCounters');
  return { heapMiB: Math.round((usedSize / 1024 / 1024) * 10) / 10, nodes };
}

/** From an act to the rows that it requested, or to the text that there are none. */
async function untilRows(page: Page, act: () => Promise<unknown>): Promise<number> {
  const answered = page.waitForResponse((response) => response.url().includes('/api/audit/events?'));
  const began = performance.now();
  await act();
  await (await answered).finished();
  await page.waitForFunction(
    () => document.querySelector('.skeleton') === null && document.querySelector('[data-row], .cm-nothing') !== null,
    undefined,
    { polling: 'raf' },
  );
  return performance.now() - began;
}

/** Changes the filters in the address without reloading the page, as "back" and "forward" do. */
async function follow(page: Page, filter: Readonly<Record<string, string>>): Promise<void> {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, localTime(value)]));
  await page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, `/compliance/audit?${query.toString()}`);
}

/** `days-10` as the time ten days ago, as a field for a date and a time holds it. */
function localTime(value: string): string {
  const [, days] = /^days-([\d.]+)$/.exec(value) ?? [];
  if (days === undefined) return value;
  return new Date(Date.now() - Number(days) * 86_400_000).toISOString().slice(0, 16);
}

function spread(times: readonly number[]): { p50: number; p95: number } {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
  return { p50: at(0.5), p95: at(0.95) };
}
