import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { totpCode, totpStep } from '../../apps/api/src/auth/mfa/totp.js';
import { fromBase32 } from '../support/base32.js';
import { registered, signedIn } from '../support/people.js';
import { aBackup, BackupRoom, deletionAskedFor, foundSound, restored } from './support/backup-room.js';
import { chromiumPath, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { approve, sayAgainWho, setUp, signIn } from './support/steps.js';

const path = chromiumPath();
const reason = 'Agreed in the board';

// The steps build on each other: one administrator first, two in the end.
describe.runIf(path !== null)('administration, in a browser', () => {
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
    for (const username of ['ada', 'bertil', 'carla']) await registered(chatMan, username);
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, chatMan.url);
    await signIn(watched.page, 'mara', password, null);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  it('finds a person, opens them at an address of their own, and gives the focus back', async () => {
    const { page } = watched;
    await page.goto('/admin/users');
    await page.getByLabel('Search names').fill('bert');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'bertil' }).click();
    await page.waitForURL(/\/admin\/users\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { name: 'bertil' }).waitFor();

    await page.keyboard.press('Escape');
    await page.waitForURL('**/admin/users');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('bertil');
  });

  it('narrows by role and state, and says when nothing fits', async () => {
    const { page } = watched;
    await page.goto('/admin/users?role=admin');
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByText('Disabled', { exact: true }).click();
    await page.getByText('No accounts match these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => page.getByRole('row').count()).toBe(5);
  });

  it('explains why the last administrator stays one', async () => {
    const { page } = watched;
    await page.goto('/admin/users');
    await page.getByRole('link', { name: 'mara' }).click();
    await page.getByRole('button', { name: 'Change role' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Client/ }).check();
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await sayAgainWho(page, password);
    await dialog.getByText('This is the last administrator who can sign in').waitFor();
  });

  it('grants a privileged role alone only after asking who it is', async () => {
    const { page } = watched;
    await page.goto('/admin/users');
    await page.getByRole('link', { name: 'carla' }).click();
    await page.getByRole('button', { name: 'Change role' }).click();
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /^Administrator/ })
      .check();
    await page.getByLabel('Reason').fill(reason);
    await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
    const again = page.getByRole('dialog', { name: 'Confirm it’s you' });
    await again.getByLabel('Your password', { exact: true }).fill('not it');
    await again.getByRole('button', { name: 'Continue' }).click();
    await again.getByText('That password is incorrect.').waitFor();
    await sayAgainWho(page, password);
    await page.getByText('carla now has the role Administrator.').waitFor();
  });

  it('disables an account and enables it again, each with a reason', async () => {
    const { page } = watched;
    await page.goto('/admin/users');
    await page.getByRole('link', { name: 'bertil' }).click();
    await page.getByRole('button', { name: 'Disable account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Disable account' }).click();
    await dialog.getByText('Enter a reason.').waitFor();
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: 'Disable account' }).click();
    await sayAgainWho(page, password);
    await page.getByText('bertil’s account disabled.').waitFor();
    await expect(signedIn(chatMan, 'bertil')).rejects.toThrow('401');

    await page.getByRole('button', { name: 'Enable account' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill(reason);
    await page.getByRole('dialog').getByRole('button', { name: 'Enable account' }).click();
    await page.getByText('bertil’s account enabled.').waitFor();
    await signedIn(chatMan, 'bertil');
  });

  it('takes a slip back: an account that was just disabled is enabled with one click', async () => {
    const { page } = watched;
    await page.goto('/admin/users');
    await page.getByRole('link', { name: 'bertil' }).click();
    await page.getByRole('button', { name: 'Disable account' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill(reason);
    await page.getByRole('dialog').getByRole('button', { name: 'Disable account' }).click();
    await sayAgainWho(page, password);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('bertil’s account enabled again.').waitFor();
    await signedIn(chatMan, 'bertil');
  });

  it('orders the whole list by when people signed in', async () => {
    const { page } = watched;
    await page.goto('/admin/users');
    const head = page.getByRole('columnheader', { name: 'Last signed in' });
    await head.getByRole('button').click();
    await page.waitForURL(/sort=-signed-in/);
    const first = () => page.getByRole('row').nth(1).getByRole('link').innerText();
    await expect.poll(first).toBe('mara');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await head.getByRole('button').click();
    await page.waitForURL(/sort=signed-in/);
    await expect.poll(first).not.toBe('mara');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect(await page.getByRole('columnheader', { name: 'Created' }).getAttribute('aria-sort')).toBe('none');
  });

  it('makes an account whose person chooses the password with a link that works once', async () => {
    const { page } = watched;
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Greta Holm');
    await page.getByLabel('Username').fill('greta');
    await page.getByRole('button', { name: 'Create account' }).click();
    await sayAgainWho(page, password);
    const link = await page.getByRole('group', { name: 'Link for choosing a password' }).innerText();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Greta Holm' }).waitFor();

    const greta = await watchedPage(browser, chatMan.url);
    await greta.page.goto(link);
    await greta.page.getByLabel('New password', { exact: true }).fill(password);
    expect(greta.page.url()).not.toContain('#');
    await greta.page.getByRole('button', { name: 'Set password' }).click();
    await greta.page.getByRole('heading', { name: 'Password set' }).waitFor();
    await signIn(greta.page, 'greta', password);
    await greta.page.goto('/admin/users');
    await greta.page.getByRole('heading', { name: 'You don’t have access to this page' }).waitFor();
    expect(greta.complaints).toEqual([]);
    await greta.close();
  });

  it('decides role requests, and a second person approves what concerns others', async () => {
    const { page } = watched;
    const ada = await signedIn(chatMan, 'ada');
    await ada.ask('POST', '/auth/role-requests', { role: 'compliance_officer', reason: 'I am the new privacy officer.' });
    await page.goto('/decisions/role-requests');
    await page.getByRole('button', { name: 'Hide sidebar' }).click();
    await page.getByRole('button', { name: /^Show sidebar: [1-9]\d* waiting$/ }).click();
    await page.getByRole('link', { name: 'Decisions 1 waiting' }).waitFor();
    await page.getByRole('link', { name: 'Role requests 1 waiting' }).waitFor();
    await page.getByRole('link', { name: 'ada' }).click();
    await page.getByText('I am the new privacy officer.').last().waitFor();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByLabel('Reason').fill(reason);
    await page.getByRole('button', { name: 'Approve request' }).click();
    await sayAgainWho(page, password);
    await page.getByRole('link', { name: 'View approval' }).click();
    await page.getByText('You requested this, so someone else has to decide.').waitFor();
    const address = page.url();
    await expect.poll(() => page.getByRole('link', { name: /^(Decisions|Approvals|Role requests).*waiting/ }).count()).toBe(0);

    const carla = await watchedPage(browser, chatMan.url);
    await signIn(carla.page, 'carla', password);
    await carla.page.getByRole('link', { name: 'Decisions 1 waiting' }).waitFor();
    await carla.page.goto(address);
    await approve(carla.page, { reason, password });
    await carla.page.getByText('Approved and done.').waitFor();
    await expect
      .poll(() => carla.page.getByRole('link', { name: /^(Decisions|Approvals|Role requests).*waiting/ }).count())
      .toBe(0);
    expect((await (await signedIn(chatMan, 'ada')).send('GET', '/approvals')).status).toBe(200);
    await carla.close();
  });

  it('removes a lost second factor only when two people agree', async () => {
    const { page } = watched;
    const bertil = await signedIn(chatMan, 'bertil');
    await bertil.ask('POST', '/auth/step-up', { password });
    const { secret } = await bertil.ask<{ secret: string }>('POST', '/auth/mfa/totp');
    await bertil.ask('POST', '/auth/mfa/totp/confirm', { code: totpCode(fromBase32(secret), totpStep(new Date())) });
    await page.goto('/admin/users');
    await page.getByRole('link', { name: 'bertil' }).click();
    await page.getByRole('button', { name: 'Remove second factor' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove bertil’s second factor?' });
    await dialog.getByText('A second person must approve this within 24 hours').waitFor();
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: 'Remove second factor' }).click();
    await dialog.getByText('Enter a sentence about how you verified their identity.').waitFor();
    await dialog.getByLabel('How did you verify their identity?').fill('Called back on the number in the staff file');
    await dialog.getByRole('button', { name: 'Remove second factor' }).click();
    await sayAgainWho(page, password);
    await page.getByText('Sent for approval by a second person.').waitFor();
    await expect(signedIn(chatMan, 'bertil')).rejects.toThrow('401');

    const carla = await watchedPage(browser, chatMan.url);
    await signIn(carla.page, 'carla', password);
    await carla.page.goto('/decisions/approvals');
    await carla.page.getByRole('link', { name: /bertil/ }).click();
    await carla.page.getByRole('blockquote').filter({ hasText: 'Called back on the number in the staff file' }).waitFor();
    await carla.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await carla.page.getByRole('dialog').getByText('verified the person’s identity as follows').waitFor();
    await carla.page.getByLabel('Reason').fill(reason);
    await carla.page.getByRole('button', { name: 'Approve request' }).click();
    await sayAgainWho(carla.page, password);
    await carla.page.getByText('Approved and done.').waitFor();
    await carla.close();
    const alone = await signedIn(chatMan, 'bertil');
    const own = await watchedPage(browser, chatMan.url);
    await signIn(own.page, alone.username, password);
    await own.page.getByRole('link', { name: /^My account [1-9]\d* unread$/ }).click();
    await own.page.getByRole('link', { name: /^Notices [1-9]/ }).click();
    await own.page
      .getByText(/second factor/i)
      .first()
      .waitFor();
    await own.page.getByRole('button', { name: 'Mark as read' }).click();
    await expect.poll(() => own.page.getByRole('link', { name: /unread/ }).count()).toBe(0);
    await own.close();
  });

  it.each([
    ['/admin/users', '/api/users', 'End of list'],
    ['/admin/backups', '/api/backup/list', /^No backups yet$|^End of list$/],
    ['/decisions/approvals?state=all', '/api/approvals', 'End of list'],
    ['/decisions/role-requests?state=all', '/api/auth/role-requests', 'End of list'],
  ])('says why %s cannot be shown, and tries again', async (place, call, end) => {
    const { page } = watched;
    const detail = 'Chat Man is starting. Please try again in a moment.';
    const problem = { type: 'about:blank', title: 'Unavailable', status: 503, code: 'unavailable', detail, requestId: 'none' };
    await page.route(
      (url) => url.pathname === call,
      (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }),
    );
    await page.goto(place);
    await page.getByRole('alert').getByText(detail).waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(end).waitFor();
  });

  it('says that nothing waits, and orders what was decided', async () => {
    const { page } = watched;
    await page.goto('/decisions/approvals');
    await page.getByText('Nothing is waiting for a second person.').waitFor();
    await page.getByRole('button', { name: 'Show decided' }).click();
    await page.getByRole('columnheader', { name: 'Requested', exact: true }).getByRole('button').click();
    await page.waitForURL(/sort=asked/);
    await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(1);
  });

  it('ends everybody’s sessions but the own one', async () => {
    const { page } = watched;
    const ada = await signedIn(chatMan, 'ada');
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'End everyone’s sessions' }).click();
    const dialog = page.getByRole('dialog', { name: 'End everyone’s sessions?' });
    await dialog.getByText('Everyone except you is signed out everywhere immediately').waitFor();
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: 'End everyone’s sessions' }).click();
    await sayAgainWho(page, password);
    await page.getByText(/sessions? ended\. You’re still signed in\./).waitFor();
    expect((await ada.send('GET', '/auth/me')).status).toBe(401);
    await page.reload();
    await page.getByRole('heading', { name: 'People' }).waitFor();
  });

  it('makes a backup, shows how far it is, verifies it, restores it as a test, and deletes it only with a second person', async () => {
    const { page } = watched;
    const room = await BackupRoom.before(page);
    const backup = aBackup({ state: 'running', tables: 12, finishedAt: null, checkpointSize: null });
    const begun = { id: backup.id, job: backup.id };
    room.answers.set('POST /create', { status: 202, json: begun, after: () => (room.items = [backup]) });
    await page.goto('/admin/backups');
    await page.getByText('No backups yet').waitFor();
    await page.getByText('Next backup in 5 minutes').waitFor();
    await page.getByRole('button', { name: 'Create backup' }).click();
    await page.getByLabel('Label').fill('before the move');
    await page.getByRole('dialog').getByRole('button', { name: 'Create backup' }).click();
    await page.getByRole('cell', { name: 'In progress 12 of 41 tables' }).waitFor();
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.waitForURL(`**/admin/backups/${backup.id}`);
    await page.getByRole('progressbar', { name: 'Backup progress' }).waitFor();

    room.items = [aBackup()];
    await page.getByText('Backup “before the move” created.').waitFor();
    await page.getByText('Signed checkpoint of 1,234 events').waitFor();
    const found = aBackup({ verified: { at: backup.createdAt, valid: true }, isNewestVerified: true });
    const older = aBackup({ id: '01935000-0000-7000-8000-0000000000b0', label: null, bytes: 11_000_000 });
    room.checks(`/verify/${backup.id}`, foundSound, () => (room.items = [found, older]));
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText('Reading the whole backup… 50%').waitFor();
    await page.getByText('This backup is valid').waitFor();
    const checks = page.getByRole('list', { name: 'Verification checks' }).getByRole('listitem');
    expect(await checks.count()).toBe(2);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Verify');

    room.checks(`/test-restore/${backup.id}`, restored);
    await page.getByRole('button', { name: 'Test restore' }).click();
    await page.getByText('its one table matches').waitFor();
    await page.getByText('The audit log’s root hash matches the signed one.').waitFor();
    await page.getByText('Tables', { exact: true }).click();
    await page.getByRole('row', { name: 'chat.message 4,711 Matches' }).waitFor();
    await page.getByText('Sizes and durations').click();
    await page.getByRole('img', { name: 'Size of 2 backups: first 11 MB, last 12.4 MB, highest 12.4 MB' }).waitFor();
    expect(await watched.flaws()).toEqual([]);
    expect(await page.getByRole('button', { name: 'Delete', exact: true }).count()).toBe(0);

    room.items = [aBackup()];
    room.answers.set(`DELETE /${backup.id}`, { status: 202, json: { approval: deletionAskedFor() } });
    await page.reload();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^Delete the backup from / });
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: 'Delete backup' }).click();
    await page.getByRole('link', { name: 'View approval' }).waitFor();
  });

  it('makes a backup for real, which then is found sound', async () => {
    const { page } = watched;
    await page.goto('/admin/backups');
    await page.getByRole('button', { name: 'Create backup' }).click();
    await page.getByLabel('Label').fill('for real');
    await page.getByRole('dialog').getByRole('button', { name: 'Create backup' }).click();
    await page.getByText('Backup “for real” created.').waitFor();
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByText(/Signed checkpoint of [\d,]+ events/).waitFor();
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText('This backup is valid').waitFor();
    await page.getByText('The latest verified backup.').waitFor();
  });

  it('says why there is no backup, and shows compliance officers the backups alone', async () => {
    const { page } = watched;
    const room = await BackupRoom.before(page);
    const failed = aBackup({ state: 'failed', failure: 'disk-full', checkpointSize: null });
    room.items = [failed];
    const check = { status: 'warn', message: 'Backups are turned off' };
    await page.route('**/api/health/detailed', (route) =>
      route.fulfill({ json: { healthy: true, status: 'degraded', checks: { backup: check } } }),
    );
    await page.goto('/admin/backups');
    await page.getByText('Backups are turned off, so no new ones are created.').waitFor();
    expect(await page.getByRole('button', { name: 'Create backup' }).count()).toBe(0);
    Object.assign(check, { status: 'fail', message: 'Can’t write to the backup directory' });
    await page.goto(`/admin/backups/${failed.id}`);
    await page.getByText('Chat Man can’t write to the backup directory').waitFor();
    await page.getByText('The backup disk is full. Earlier backups are safe').waitFor();
    expect(await watched.flaws()).toEqual([]);

    room.items = [aBackup()];
    await page.context().clearCookies();
    await signIn(page, 'ada', password);
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.waitForURL('**/admin/backups');
    expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0);
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByText('An administrator can run a test restore.').waitFor();
    expect(await page.getByRole('button', { name: /^(Verify|Test restore|Delete|Create backup)$/ }).count()).toBe(1);
  });

  it.each(screens)('has nothing for axe to find, light and dark: %s', async (_name, options) => {
    const other = await watchedPage(browser, chatMan.url, options);
    const { page } = other;
    await signIn(page, 'mara', password);
    const found: string[] = [];
    for (const place of [
      '/admin/users',
      '/admin/backups',
      '/decisions/approvals?state=all',
      '/decisions/role-requests?state=all',
    ]) {
      await page.goto(place);
      await page.locator('h1').waitFor();
      await page.locator('.skeleton').waitFor({ state: 'detached' });
      found.push(...(await other.flaws()).map((flaw) => `${place}: ${flaw}`));
    }
    await page.goto('/admin/users');
    await page.getByRole('link', { name: 'ada' }).click();
    await page.getByRole('button', { name: 'Change role' }).click();
    await page.getByRole('dialog').getByRole('radio').first().waitFor();
    found.push(...(await other.flaws()).map((flaw) => `role: ${flaw}`));

    expect(found).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});
