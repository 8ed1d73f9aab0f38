import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seriesKinds, type Series, type SeriesMetric } from '../../libs/contracts/monitoring/series.js';
import type { ChatMan } from '../support/chat-man.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const labels: Readonly<Record<string, readonly string[]>> = {
  class: ['2xx', '4xx', '5xx'],
  outcome: ['succeeded', 'failed'],
  role: ['external_client', 'operations_team', 'admin'],
  severity: ['critical', 'warning'],
  code: ['timeout'],
};

/** A series with a value in every third step, as the API answers it. */
function aSeries(metric: SeriesMetric, from: Date, to: Date): Series {
  const { unit, combine, label } = seriesKinds[metric];
  const scale = { count: 40, seconds: 0.4, bytes: 4e9, ratio: 0.6, 'per-second': 30 }[unit];
  const points = Array.from({ length: 48 }, (_, index) => ({
    at: new Date(from.getTime() + ((to.getTime() - from.getTime()) * index) / 48).toISOString(),
    value: metric === 'disk_free_bytes' ? scale * (1 - index / 100) : scale * (1 + Math.sin(index / 5)),
  }));
  const values = label === null ? [null] : (labels[label] ?? ['other']);
  return {
    metric,
    unit,
    combine,
    from: from.toISOString(),
    to: to.toISOString(),
    step: Math.round((to.getTime() - from.getTime()) / 48_000),
    lines: values.map((value) => ({ labels: value === null ? {} : { [label!]: value }, points })),
  };
}

async function answerSeries(page: Page, answer: (metric: SeriesMetric, from: Date, to: Date) => Series): Promise<void> {
  await page.route('**/api/monitoring/series?**', (route) => {
    const query = new URL(route.request().url()).searchParams;
    const json = answer(query.get('metric') as SeriesMetric, new Date(query.get('from')!), new Date(query.get('to')!));
    return route.fulfill({ json });
  });
}

describe.runIf(path !== null)('dashboards, in a browser', () => {
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

  afterEach(async () => {
    await watched.close();
  });

  async function opened(options?: Parameters<typeof watchedPage>[2]): Promise<Page> {
    watched = await watchedPage(browser, chatMan.url, options);
    await signIn(watched.page, 'mara', password, null);
    return watched.page;
  }

  it('draws charts, says their figures in words, and gives each as a table', async () => {
    const page = await opened();
    await answerSeries(page, aSeries);
    await page.goto('/monitoring/storage');
    const disk = page.getByRole('group', { name: 'Free disk space' });
    await disk.getByRole('img', { name: /^Free disk space\. Free disk space: 2\.1 GB at last$/ }).waitFor();
    await disk.getByText(/^At the rate of this period, it lasts about one more day\.$/).waitFor();
    await disk.getByText('Show as a table').click();
    const rows = disk.getByRole('table', { name: 'Free disk space' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(49);
    expect(watched.complaints).toEqual([]);
  });

  it('asks for the time that is chosen, and keeps the choice in the address', async () => {
    const page = await opened();
    const spans: number[] = [];
    await answerSeries(page, (metric, from, to) => {
      spans.push(Math.round((to.getTime() - from.getTime()) / 86_400_000));
      return aSeries(metric, from, to);
    });
    await page.goto('/monitoring/usage');
    await page.getByRole('group', { name: 'Questions by role' }).getByText('Administrator').waitFor();
    await page.getByText('Week', { exact: true }).click();
    await page.waitForURL('**/monitoring/usage?last=7d');
    await expect.poll(() => spans.at(-1)).toBe(7);
    expect(spans[0]).toBe(1);
  });

  it('says when nothing was recorded, and what could not be read', async () => {
    const page = await opened();
    await answerSeries(page, (metric, from, to) => ({ ...aSeries(metric, from, to), lines: [] }));
    await page.goto('/monitoring/usage');
    await page.getByText('Nothing was recorded in this period.').nth(2).waitFor();
    await page.unrouteAll();
    const detail = 'The figures cannot be read at the moment.';
    const problem = { type: 'about:blank', title: 'Failed', status: 500, code: 'internal', detail, requestId: 'none' };
    await page.route('**/api/monitoring/series?**', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', json: problem }),
    );
    await page.goto('/monitoring/security');
    await page.getByRole('group', { name: 'Sign-ins' }).getByText(detail).waitFor();
    await page.unrouteAll();
    await answerSeries(page, aSeries);
    await page.getByRole('group', { name: 'Sign-ins' }).getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('group', { name: 'Sign-ins' }).getByText('Successful').waitFor();
  });

  it.each(screens)('has nothing for axe to find, light and dark: %s', async (_name, options) => {
    const page = await opened(options);
    await answerSeries(page, aSeries);
    const found: string[] = [];
    for (const id of ['operations', 'security', 'usage', 'storage']) {
      await page.goto(`/monitoring/${id}`);
      await page.getByRole('img').first().waitFor();
      await page.getByText('Show as a table').first().click();
      found.push(...(await watched.flaws()).map((flaw) => `${id}: ${flaw}`));
    }
    expect(found).toEqual([]);
    expect(watched.complaints).toEqual([]);
  });
});
