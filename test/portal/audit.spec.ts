import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserList } from '#contracts/auth/people/users.js';
import type { ChatMan } from '../support/chat-man.js';
import { actorOf, allPlaced, fillLog } from '../support/long-log.js';
import { registered, signedIn } from '../support/people.js';
import { aRunningVerification, finishedVerification, removalAskedFor } from './support/audit-answers.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { sayAgainWho, setUp, signIn } from './support/steps.js';

const path = chromiumPath();

/** Events beside those that the people of this file make. */
const many = 4_000;

async function enter(page: Page): Promise<void> {
  await page.goto('/compliance/audit');
  await page.getByLabel('Reason').fill('Yearly review, Müller');
  await page.getByRole('button', { name: 'Open the audit log' }).click();
  await page.getByRole('row').nth(1).waitFor();
}

describe.runIf(path !== null)('the audit explorer, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    await registered(chatMan, 'dev');
    const mara = await signedIn(chatMan, 'mara');
    const { items } = await mara.ask<UserList>('GET', '/users?q=dev');
    await mara.ask('POST', '/auth/step-up', { password });
    await mara.ask('PATCH', `/users/${items[0]?.id ?? ''}`, { role: 'compliance_officer', reason: 'The new officer' });
    await mara.ask('GET', '/users?limit=1');
    await fillLog(chatMan, many);
    await allPlaced(chatMan);
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, chatMan.url);
    await signIn(watched.page, 'dev', password);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('asks why somebody looks, and keeps the answer in the log', async () => {
    const { page } = watched;
    await page.goto('/compliance/audit');
    await page.getByRole('button', { name: 'Open the audit log' }).click();
    await page.getByText('Enter a reason of at least five characters.').waitFor();
    await enter(page);
    await page.getByLabel('Action').fill('audit.read');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'You read the audit log' }).first().click();
    await page.getByText('Yearly review, Müller').last().waitFor();
  });

  it('holds few rows in the page, however many thousand one scrolls through', async () => {
    const { page } = watched;
    await enter(page);
    const rows = page.locator('cdk-virtual-scroll-viewport');
    let mostInPage = 0;
    await expect
      .poll(
        async () => {
          await rows.evaluate((viewport) => viewport.scrollTo(0, viewport.scrollHeight));
          mostInPage = Math.max(mostInPage, await page.getByRole('row').count());
          return page.getByText('End of list.').count();
        },
        { timeout: 60_000, interval: 50 },
      )
      .toBe(1);
    expect((await rows.evaluate((viewport) => viewport.scrollHeight)) / 44).toBeGreaterThan(many);
    expect(mostInPage).toBeLessThan(60);
  });

  it('keeps what is loaded when older events cannot be had, and goes on from there', async () => {
    const { page } = watched;
    const detail = 'Chat Man is starting. Please try again in a moment.';
    const problem = { type: 'about:blank', title: 'Unavailable', status: 503, code: 'unavailable', detail, requestId: 'none' };
    await page.route(
      (url) => url.pathname === '/api/audit/events' && url.searchParams.has('cursor'),
      (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }),
    );
    await enter(page);
    const rows = page.locator('cdk-virtual-scroll-viewport');
    const height = () => rows.evaluate((viewport) => viewport.scrollHeight);
    await rows.evaluate((viewport) => viewport.scrollTo(0, viewport.scrollHeight));
    await page.getByRole('status').getByText(detail).waitFor();
    const loaded = await height();
    expect(loaded / 44).toBe(200);
    expect(await watched.flaws()).toEqual([]);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(height).toBeGreaterThan(loaded);
  });

  it('says why the log cannot be shown, and tries again', async () => {
    const { page } = watched;
    const detail = 'The audit log cannot be read at the moment.';
    const problem = { type: 'about:blank', title: 'Unavailable', status: 503, code: 'unavailable', detail, requestId: 'none' };
    await page.route(
      (url) => url.pathname === '/api/audit/events',
      (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }),
    );
    await page.goto('/compliance/audit');
    await page.getByLabel('Reason').fill('Yearly review');
    await page.getByRole('button', { name: 'Open the audit log' }).click();
    await page.getByRole('alert').getByText(detail).waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('row').nth(1).waitFor();
  });

  it('narrows thousands of events by actor, action, object, outcome and time', async () => {
    const { page } = watched;
    await enter(page);
    await page.getByLabel('Actor').fill(actorOf(0));
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByRole('cell', { name: new RegExp(`^…${actorOf(0).slice(-8)} `) }).count())
      .toBeGreaterThan(5);
    await page.getByLabel('Action').fill('password');
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: /changed the password/ })
      .first()
      .waitFor();
    await expect.poll(() => page.getByRole('link', { name: /asked a question/ }).count()).toBe(0);

    await page
      .getByRole('link', { name: /changed the password/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'All events about this object' }).click();
    await page.waitForURL(/object=00000000-0000-7000-9000-/);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('Refused', { exact: true }).first().click();
    await expect.poll(() => page.getByRole('cell', { name: 'Refused' }).count()).toBeGreaterThan(5);
    await page.getByLabel('To', { exact: true }).fill('2020-01-01T00:00');
    await page.getByLabel('To', { exact: true }).blur();
    await page.getByText('No event matches these filters.').waitFor();
  });

  it('names who acted, finds somebody by username, and keeps names out of the address', async () => {
    const { page } = watched;
    await enter(page);
    await page.getByLabel('Action').fill('user.role-changed');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'mara gave you the role Compliance officer' }).waitFor();
    await page.getByLabel('Actor').fill('nobody.at.all');
    await page.keyboard.press('Enter');
    await page.getByText('Nobody has this username.').waitFor();
    await page.getByLabel('Actor').fill('Mara');
    await page.keyboard.press('Enter');
    await page.getByText('Events of mara').waitFor();
    expect(new URL(page.url()).search).toMatch(/actor=[0-9a-f-]{36}/);
    expect(page.url()).not.toMatch(/mara/i);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('Events of mara').waitFor({ state: 'detached' });
  });

  it('turns the whole log round, not only what is loaded', async () => {
    const { page } = watched;
    await enter(page);
    const when = page.getByRole('columnheader', { name: 'Time' });
    expect(await when.getAttribute('aria-sort')).toBe('descending');
    await when.getByRole('button').click();
    await page.getByRole('table', { name: 'Audit events, oldest first' }).waitFor();
    expect(await when.getAttribute('aria-sort')).toBe('ascending');
    await page.getByRole('link').and(page.locator('[data-row]')).first().click();
    await page.getByRole('button', { name: 'All events of this actor' }).waitFor();
    expect(await page.locator('cm-event-panel code').allInnerTexts()).toContain('conversation.started');
    await page.getByText(`This event is number `).waitFor();
  });

  it('says so when what it shows of an event is not what was signed', async () => {
    const { page } = watched;
    await page.route(/\/api\/audit\/events\/[0-9a-f-]{36}$/, async (route) => {
      const response = await route.fetch();
      const event = (await response.json()) as object;
      await route.fulfill({ response, json: { ...event, outcome: 'denied' } });
    });
    await enter(page);
    await page.getByLabel('Action').fill('user.role-changed');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /the role Compliance officer$/ }).click();
    await page.getByRole('alert').getByText('This event is not part of what was signed.').waitFor();
    const checks = page.getByRole('list', { name: 'What this browser checked' });
    await checks.getByText('doesn’t have the hash that the log committed to').waitFor();
    await checks.getByText('are signed with the log’s key (Ed25519)').waitFor();
  });

  it('says so when the browser cannot check signatures', async () => {
    const { page } = watched;
    await page.addInitScript(() => {
      crypto.subtle.importKey = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
    });
    await enter(page);
    await page.getByLabel('Action').fill('user.role-changed');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /the role Compliance officer$/ }).click();
    await page.getByText('Chat Man says that the root is signed, but this browser can’t check that.').waitFor();
    await page.getByText('This browser can’t check Ed25519 signatures.').waitFor();
  });

  it('draws the proof of an event, which the browser has checked itself, and saves it', async () => {
    const { page } = watched;
    await enter(page);
    await page.getByLabel('Action').fill('user.role-changed');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /the role Compliance officer$/ }).click();
    await page.getByText('This browser has checked that itself.').waitFor();
    const checks = page.getByRole('list', { name: 'What this browser checked' });
    expect(await checks.getByRole('listitem').count()).toBe(3);
    await checks.getByText('are signed with the log’s key (Ed25519)').waitFor();
    const path = page.getByRole('list', { name: 'The path of this event, from the root down' });
    await path.getByText('Root, signed').waitFor();
    await path.getByText(/^This event, number \d+$/).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save proof' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^proof-[0-9a-f-]{36}\.json$/);
  });

  it('verifies the whole log, and remembers when', async () => {
    const { page } = watched;
    await enter(page);
    await page.getByRole('button', { name: 'Verify the whole log' }).click();
    await page
      .getByRole('status')
      .getByText(/All [\d,]+ events are unchanged since they were signed\./)
      .waitFor();
    await enter(page);
    await page.getByText('Last verified just now: All').waitFor();
  });

  it('shows how far a long verification is, goes on when one leaves, and tells the end wherever one is', async () => {
    const { page } = watched;
    const run = aRunningVerification();
    await page.route(/\/api\/audit\/(verify|verifications)/, (route) =>
      route.fulfill({
        status: route.request().method() === 'POST' ? 202 : 200,
        json: route.request().url().includes('limit=1') ? { items: [run], nextCursor: null } : run,
      }),
    );
    await enter(page);
    const bar = page.getByRole('progressbar', { name: 'Verification progress' });
    await bar.waitFor();
    await page.getByText('Checking 250,000 of 1,000,000 events against what was signed').waitFor();
    run.checked = 500_000;
    await page.getByText('Checking 500,000 of 1,000,000').waitFor();
    await page.getByText(/(seconds|minutes) left/).waitFor();
    expect(await watched.flaws()).toEqual([]);

    await page.getByRole('link', { name: 'My account' }).click();
    await page.waitForURL('**/account/profile');
    Object.assign(run, finishedVerification);
    await page.getByText('Audit log: All 1,000,000 events are unchanged since they were signed.').waitFor();
    await page.getByRole('link', { name: 'Compliance' }).click();
    await page.locator('cm-note').getByText('All 1,000,000 events are unchanged since they were signed.').waitFor();
  });

  it('stops a verification, which then says nothing about the log', async () => {
    const { page } = watched;
    const run = aRunningVerification();
    await page.route(/\/api\/audit\/(verify|verifications)/, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname.endsWith('/stop')) run.state = 'stopped';
      return route.fulfill({ json: pathname.endsWith('/verifications') ? { items: [], nextCursor: null } : run });
    });
    await enter(page);
    await page.getByRole('button', { name: 'Verify the whole log' }).click();
    await page.getByRole('button', { name: 'Stop verification' }).click();
    await page.getByText('The verification was stopped before it finished, so it says nothing about the log.').waitFor();
  });

  it('exports what is shown', async () => {
    const { page } = watched;
    await enter(page);
    await page.getByRole('button', { name: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
    expect((await saved).suggestedFilename()).toBe('audit.jsonl');
  });

  it('shows how long events are kept, and lets a month go only with a reason and a second person', async () => {
    const { page } = watched;
    await enter(page);
    await page.getByRole('navigation', { name: 'Compliance' }).getByRole('link', { name: 'Kept events' }).click();
    await page.waitForURL('**/compliance/kept-events');
    await page.getByText('at least 6 years').waitFor();
    await page.getByText('the time of the oldest month is not over').waitFor();

    // Nothing here is six years old: the page is told of such a month, and the API, which knows better, refuses it.
    const due = {
      oldestMonth: '2019-11',
      retentionDays: 2190,
      removableFrom: '2025-11-30T00:00:00.000Z',
      heldUntilReleased: false,
    };
    let agrees = false;
    await page.route('**/api/audit/pruning', (route) => {
      if (route.request().method() === 'GET') return route.fulfill({ json: due });
      return agrees ? route.fulfill({ status: 202, json: { approval: removalAskedFor() } }) : route.continue();
    });
    await page.reload();
    await page.getByRole('button', { name: 'Remove November 2019' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the events of November 2019?' });
    const act = dialog.getByRole('button', { name: 'Remove events' });
    await dialog.getByText('This can’t be undone').waitFor();
    await act.click();
    await dialog.getByText('Enter a reason.').waitFor();
    await dialog.getByLabel('Reason').fill('Six years are over');
    await act.click();
    await sayAgainWho(page, password);
    await dialog.getByText('This month can’t be removed now').waitFor();
    agrees = true;
    await act.click();
    await page.locator('cm-note').getByText('A second person has to approve it until').waitFor();
    expect(await page.getByRole('link', { name: 'View approval' }).getAttribute('href')).toBe(
      `/decisions/approvals/${removalAskedFor().id}`,
    );
  });

  it('shows what is held, places a hold, and asks for its release', async () => {
    const { page } = watched;
    await page.goto('/compliance/holds');
    await page.getByText('Nothing is held.').waitFor();
    const matter = `Case ${String(Date.now())} of the regional court`;
    await page.getByRole('button', { name: 'Place a hold' }).click();
    const placing = page.getByRole('dialog', { name: 'Place a hold' });
    const place = placing.getByRole('button', { name: 'Place the hold' });
    await place.click();
    await placing.getByText('Enter what it is about.').waitFor();
    await placing.getByLabel('Matter').fill(matter);
    await placing.getByText('Enter a username.').waitFor();
    await placing.getByLabel('What to keep').selectOption('Months of the audit log');
    await placing.getByLabel('First month').fill('2020-01');
    await placing.getByLabel('Last month').fill('2019-12');
    await placing.getByLabel('Reason').fill('The court asked for it');
    await place.click();
    await placing.getByText('The last month is before the first one.').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await placing.getByLabel('Last month').fill('');
    await place.click();
    await placing.waitFor({ state: 'detached' });

    const hold = page.getByRole('list', { name: 'Holds in force' }).getByRole('listitem').filter({ hasText: matter });
    await hold.getByText('Audit events from January 2020 on').waitFor();
    await hold.getByText(/^Placed just now by dev$/).waitFor();
    await hold.scrollIntoViewIfNeeded();
    expect(await watched.flaws()).toEqual([]);
    await hold.getByRole('button', { name: `Request release of ${matter}` }).click();
    const asking = page.getByRole('dialog', { name: `Release the hold “${matter}”?` });
    await asking.getByLabel('Reason').fill('The case is closed');
    await asking.getByRole('button', { name: 'Request release' }).click();
    await sayAgainWho(page, password);
    await page.locator('cm-note').filter({ hasText: matter }).getByText('until then the hold stays').waitFor();
    await hold.getByText('Audit events from January 2020 on').waitFor();
  });

  it('is closed to administrators, and says so', async () => {
    const { page } = watched;
    await page.context().clearCookies();
    await signIn(page, 'mara', password);
    await page.getByRole('link', { name: 'Compliance' }).click();
    await page.waitForURL('**/compliance/incidents');
    await page.getByRole('link', { name: 'Kept events' }).waitFor();
    expect(await page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
    await page.goto('/compliance/audit');
    await page.getByRole('heading', { name: 'You don’t have access to this page' }).waitFor();
  });

  it.each(screens)('has nothing for axe to find, light and dark: %s', async (_name, options) => {
    const other = await watchedPage(browser, chatMan.url, options);
    const { page } = other;
    await signIn(page, 'dev', password, '/compliance/audit');
    await page.locator('h1').waitFor();
    const found = (await other.flaws()).map((flaw) => `reason page: ${flaw}`);
    await enter(page);
    found.push(...(await other.flaws()).map((flaw) => `events: ${flaw}`));
    await page.getByLabel('Action').fill('users.listed');
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: /viewed the list of people$/ })
      .first()
      .click();
    await page.getByText('This browser has checked that itself.').waitFor();
    found.push(...(await other.flaws()).map((flaw) => `event: ${flaw}`));
    await page.goto('/compliance/kept-events');
    await page.getByText('at least 6 years').waitFor();
    found.push(...(await other.flaws()).map((flaw) => `kept events: ${flaw}`));
    await page.goto('/compliance/retention');
    await page.getByRole('list', { name: 'Retention policies' }).getByText('90 days after the last message').waitFor();
    found.push(...(await other.flaws()).map((flaw) => `retention: ${flaw}`));
    await page.goto('/compliance/holds');
    await page.getByRole('list', { name: 'Holds in force' }).waitFor();
    found.push(...(await other.flaws()).map((flaw) => `holds: ${flaw}`));

    expect(found).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});
