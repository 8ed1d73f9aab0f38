import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserList } from '#contracts/auth/people/users.js';
import type { ChatMan } from '../support/chat-man.js';
import { registered, signedIn } from '../support/people.js';
import { chromiumPath, launch, watchedPage } from './support/browser.js';
import { pictures } from './support/pictures.js';
import { password, startProduct } from './support/product.js';
import { screens } from './support/screens.js';
import { sayAgainWho, setUp, signIn } from './support/steps.js';

const path = chromiumPath();

describe.runIf(path !== null)('rights of data subjects, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null));
    browser = await launch(path ?? '');
    const first = await watchedPage(browser, chatMan.url);
    await setUp(first.page, chatMan.setUpCode, 'mara', password);
    await first.close();
    for (const name of ['olga', 'carl']) await registered(chatMan, name);
    const mara = await signedIn(chatMan, 'mara');
    const { items } = await mara.ask<UserList>('GET', '/users?q=olga');
    await mara.ask('POST', '/auth/step-up', { password });
    await mara.ask('PATCH', `/users/${items[0]?.id ?? ''}`, { role: 'compliance_officer', reason: 'The new officer' });
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  it.each(screens)('a person asks for their data and downloads it, and objects (%s)', async (name, screen) => {
    const watched = await watchedPage(browser, chatMan.url, screen);
    const { page } = watched;
    await signIn(page, 'carl', password, '/my-data');
    await page.getByRole('button', { name: 'Download my data' }).click();
    await page.getByRole('button', { name: 'Collect my data' }).click();
    await sayAgainWho(page, password);
    const download = page.getByRole('button', { name: 'Download', exact: true }).first();
    await download.waitFor({ timeout: 60_000 });
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
    expect(file.suggestedFilename()).toMatch(/^my-data-\d{4}-\d{2}-\d{2}\.zip$/);
    await page.getByRole('button', { name: 'Object', exact: true }).click();
    await page.getByLabel('Anything to add?').fill(`Leave me out (${name})`);
    await page.getByRole('button', { name: 'Send the objection' }).click();
    await page.getByRole('article', { name: 'Objection' }).first().waitFor();
    expect(await watched.flaws()).toEqual([]);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it.each(screens)('an officer sees the clock of a case and decides it (%s)', async (name, screen) => {
    const watched = await watchedPage(browser, chatMan.url, screen);
    const { page } = watched;
    await signIn(page, 'olga', password, '/compliance/requests');
    await page.getByRole('link', { name: 'carl' }).first().click();
    await page.getByText('Leave me out').waitFor();
    await page
      .getByText(/days left/)
      .last()
      .waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByLabel('Reason').fill('No overriding grounds');
    await page.getByRole('button', { name: 'Approve the request' }).click();
    await sayAgainWho(page, password);
    await page.getByText('took note of the objection').waitFor();
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it.each(screens)('an officer records an incident, decides, adds to it and asks to close it (%s)', async (name, screen) => {
    const watched = await watchedPage(browser, chatMan.url, screen);
    const { page } = watched;
    await signIn(page, 'olga', password, '/compliance/incidents');
    await page.getByRole('button', { name: 'Record an incident' }).click();
    await page.getByLabel('What happened').fill(`A stolen laptop (${name})`);
    await page.getByLabel('Kind').fill('Loss of confidentiality');
    await page.getByLabel('Description').fill('A signed-in laptop was taken from the ward.');
    await page.getByLabel('Accounts that others got into').fill('nobody.here');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('There is no account with one of these usernames').waitFor();
    await page.getByLabel('Accounts that others got into').fill('carl');
    await page.getByRole('button', { name: 'Record it' }).click();

    await page
      .getByText(/7[12] hours left/)
      .last()
      .waitFor();
    await page.getByText('The owners of').or(page.getByText('The owner of 1 account')).first().waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('button', { name: 'Do not notify' }).click();
    await page.getByLabel('Reason').fill('The disk was encrypted');
    await page.getByRole('button', { name: 'Decide not to notify' }).click();
    await page.getByText('decided not to notify the authority').waitFor();
    await page.getByRole('button', { name: 'Add an update' }).click();
    await page.getByLabel('What was found out or done').fill('All sessions of the account were ended.');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('All sessions of the account were ended.').waitFor();
    const save = page.getByRole('button', { name: 'Download the notification form' });
    const [file] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(file.suggestedFilename()).toMatch(/^incident-.*\.txt$/);
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByLabel('Reason').fill('The laptop was wiped');
    await page.getByRole('button', { name: 'Ask for approval' }).click();
    await sayAgainWho(page, password);
    await page.getByText('A second person decides whether it is closed.').waitFor();
    expect(await watched.flaws()).toEqual([]);
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it.each(screens)('officers review access, each but their own, and save the signed report (%s)', async (name, screen) => {
    const watched = await watchedPage(browser, chatMan.url, screen);
    const { page } = watched;
    await signIn(page, 'olga', password, '/compliance/access-reviews');
    await page.getByRole('button', { name: 'Start a review' }).click();
    await page.getByText('0 of 3 decided').waitFor();
    await page.getByText('Your own: somebody else decides').waitFor();
    await pictures(page, `access-review-${name}`);
    expect(await watched.flaws()).toEqual([]);
    const row = page.getByRole('row').filter({ hasText: 'carl' });
    await row.getByRole('button', { name: /^Withdraw/ }).click();
    await page.getByLabel('The account keeps').waitFor();
    await pictures(page, `access-review-withdraw-${name}`);
    expect(await watched.flaws()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Select all in the list' }).press('Space');
    await page.getByRole('button', { name: 'Confirm selected (2)' }).click();
    await page.getByText('2 of 3 decided').waitFor();
    expect(await page.getByRole('button', { name: 'Close review' }).isDisabled()).toBe(true);

    const mara = await signedIn(chatMan, 'mara');
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const olga = (await mara.ask<UserList>('GET', '/users?q=olga')).items[0]!.id;
    await mara.ask('POST', `/access-reviews/${id}/confirm`, { accounts: [olga] });
    await page.reload();
    await page.getByText('Every account is decided').waitFor();
    await page.getByRole('button', { name: 'Close review' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close review' }).click();
    await sayAgainWho(page, password);
    const save = page.getByRole('button', { name: 'Download the signed report' });
    await save.waitFor();
    await pictures(page, `access-review-closed-${name}`);
    expect(await watched.flaws()).toEqual([]);
    const [file] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(file.suggestedFilename()).toBe(`access-review-${id}.json`);
    expect(watched.complaints.map((complaint) => `${name}: ${complaint}`)).toEqual([]);
    await watched.close();
  });

  it.each(screens)('an officer downloads the evidence pack (%s)', async (_, screen) => {
    const watched = await watchedPage(browser, chatMan.url, screen);
    const { page } = watched;
    await signIn(page, 'olga', password, '/compliance/evidence');
    const button = page.getByRole('button', { name: 'Download the evidence pack' });
    await button.waitFor();
    expect(await watched.flaws()).toEqual([]);
    const download = page.waitForEvent('download');
    await button.click();
    expect((await download).suggestedFilename()).toMatch(/^evidence-\d{4}-\d{2}-\d{2}\.zip$/);
    await button.waitFor();
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });
});
