import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMan } from '../support/chat-man.js';
import { registered } from '../support/people.js';
import { chromiumPath, desktop, launch, watchedPage, type WatchedPage } from './support/browser.js';
import { screens } from './support/screens.js';
import { password, startProduct } from './support/product.js';
import { enterPassword } from './support/steps.js';
import { VirtualAuthenticator } from './support/virtual-authenticator.js';

const path = chromiumPath();

/** Staff need a second factor here, as in production. */
describe.runIf(path !== null)('passkeys, in a browser', () => {
  let browser: Browser;
  let chatMan: ChatMan;
  let end: () => Promise<void>;
  let watched: WatchedPage;
  let page: Page;
  let authenticator: VirtualAuthenticator;
  let site: string;
  /** Of whoever made the first account. */
  let maras: WatchedPage;

  beforeAll(async () => {
    ({ chatMan, end } = await startProduct(null, { CHAT_MAN__AUTH__REQUIREMFA: 'staff' }));
    // Passkeys are bound to a name; an address of numbers will not do.
    site = `http://localhost:${String(chatMan.port)}`;
    browser = await launch(path ?? '');
    maras = await watchedPage(browser, site);
  });

  afterAll(async () => {
    await browser.close();
    await end();
  });

  beforeEach(async () => {
    watched = await watchedPage(browser, site);
    page = watched.page;
    authenticator = await VirtualAuthenticator.on(page);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.close();
  });

  /** In the dialog that is open: names it and has the authenticator make it. */
  async function makePasskey(on: Page, name: string): Promise<void> {
    await on.getByRole('dialog', { name: 'Add a passkey' }).getByLabel('Name').fill(name);
    await on.getByRole('button', { name: 'Make the passkey' }).click();
  }

  async function addFirstPasskey(name: string): Promise<string[]> {
    await page.goto('/account/security');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await makePasskey(page, name);
    const codes = page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
    await codes.first().waitFor();
    const texts = await codes.allInnerTexts();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: `Remove ${name}` }).waitFor();
    return texts;
  }

  const hasFocus = (one: Locator): Promise<boolean> => one.evaluate((element) => element === document.activeElement);

  /** With the key alone, as far as one page is long. */
  async function tabTo(one: Locator): Promise<void> {
    for (let press = 0; press < 60 && !(await hasFocus(one)); press += 1) await page.keyboard.press('Tab');
    expect(await hasFocus(one)).toBe(true);
  }

  const known = new Set<string>();

  /** Answers the username: another one at a second try, since the first left its passkeys behind. */
  async function register(name: string): Promise<string> {
    const username = known.has(name) ? `${name}.again` : name;
    known.add(name);
    await registered(chatMan, username);
    await page.goto('/sign-in');
    await enterPassword(page, username, password);
    await page.waitForURL('**/chat');
    return username;
  }

  async function leave(): Promise<void> {
    await page.context().clearCookies();
    await authenticator.touched(false);
    await page.goto('/sign-in');
  }

  it('is what whoever sets Chat Man up can take as the second factor that the role needs', async () => {
    const ofMara = await VirtualAuthenticator.on(maras.page);
    await maras.page.goto('/');
    await maras.page.getByLabel('Set-up code').fill(chatMan.setUpCode);
    await maras.page.getByLabel('Username').fill('mara');
    await maras.page.getByLabel('Password', { exact: true }).fill(password);
    await maras.page.getByLabel('I have saved the master password').check();
    await maras.page.getByRole('button', { name: 'Make the first account' }).click();
    await maras.page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
    expect(await maras.flaws()).toEqual([]);
    await maras.page.getByRole('button', { name: 'Add a passkey' }).click();
    await makePasskey(maras.page, 'Laptop');
    await maras.page.getByRole('list', { name: 'Your recovery codes' }).waitFor();
    expect(await maras.flaws()).toEqual([]);
    await maras.page.getByRole('button', { name: 'I have kept them' }).click();
    await maras.page.waitForURL('**/chat');

    expect(await ofMara.count()).toBe(1);
    expect(maras.complaints).toEqual([]);
  });

  it('lets its owner in after the password, and alone', async () => {
    const ada = await register('ada');
    await addFirstPasskey('Phone');
    // The field for the username offers it as well, and this owner would take it there before anybody can press the button.
    await page.addInitScript('PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)');
    await leave();
    await enterPassword(page, ada, password);
    await page.getByLabel('Code', { exact: true }).waitFor();
    await expect
      .poll(() => page.getByLabel('Code', { exact: true }).evaluate((field) => field === document.activeElement))
      .toBe(true);
    expect(await watched.flaws()).toEqual([]);
    await authenticator.touched(true);
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.waitForURL('**/chat');

    await leave();
    await authenticator.touched(true);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/chat');
    await page.goto('/account/security');
    await page.getByText(/last used/).waitFor();
  });

  it('is stood in for by a recovery code', async () => {
    const bertil = await register('bertil');
    const codes = await addFirstPasskey('Phone');
    await leave();
    await enterPassword(page, bertil, password);
    await page.getByLabel('Code', { exact: true }).fill('AAAA-AAAA-AAAA');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('That code is incorrect').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/chat');
  });

  it('is offered by the browser in the field for the username', async () => {
    await register('carla');
    await addFirstPasskey('Phone');
    await page.context().clearCookies();
    // The virtual owner touches at once what a real one would have to choose.
    await page.goto('/sign-in');
    await page.waitForURL('**/chat');
  });

  it('that was not there can be asked for again at once', async () => {
    await page.goto('/sign-in');
    const before = page.waitForResponse((response) => response.url().endsWith('/auth/passkeys/request'));
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await before;
    await page.getByText('No passkey was used').waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Sign in', exact: true }).isEnabled()).toBe(true);
    await page.getByText('No passkey was used').waitFor();
  });

  it('says who one is again, before what cannot be undone', async () => {
    const { page: admin } = maras;
    await admin.goto('/admin/users');
    await admin.getByRole('link', { name: 'carla', exact: true }).click();
    await admin.getByRole('button', { name: 'Change role' }).click();
    await admin
      .getByRole('dialog')
      .getByRole('radio', { name: /^Administrator/ })
      .check();
    await admin.getByLabel('Reason').fill('Looks after it while I am away');
    await admin.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
    const again = admin.getByRole('dialog', { name: 'Confirm it’s you' });
    const usePasskey = again.locator('button:focus', { hasText: 'Use your passkey' });
    await usePasskey.waitFor();
    expect(await maras.flaws()).toEqual([]);
    await again.getByRole('button', { name: 'Use your password instead' }).click();
    await again.locator('input:focus').waitFor();
    await again.getByRole('button', { name: 'Use a passkey instead' }).click();
    await usePasskey.click();
    await admin.getByText('carla now has the role Administrator.').waitFor();
  });

  it('is not added twice on one device', async () => {
    await register('dagny');
    await addFirstPasskey('Phone');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await makePasskey(page, 'Phone again');
    await page.getByText('already has a passkey for your account').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('button', { name: /^Remove / }).count()).toBe(1);
  });

  it('is removed, with what follows said before', async () => {
    const erik = await register('erik');
    await addFirstPasskey('Phone');
    await page.getByRole('button', { name: 'Remove Phone' }).click();
    await page.getByText('your password alone is enough to sign in').waitFor();
    expect(await watched.flaws()).toEqual([]);
    await page.getByRole('button', { name: 'Remove passkey' }).click();
    await page.getByText('You have none yet.').waitFor();
    await leave();
    await enterPassword(page, erik, password);
    await page.waitForURL('**/chat');
  });

  it('is added and removed with the keyboard alone, and the focus is never lost', async () => {
    await register('frida');
    await page.goto('/account/security');
    const add = page.getByRole('button', { name: 'Add a passkey' });
    await add.waitFor();
    await tabTo(add);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Name').waitFor();
    await page.keyboard.type('Phone');
    await page.keyboard.press('Enter');
    const kept = page.getByRole('button', { name: 'I have kept them' });
    await kept.waitFor();
    await page.keyboard.press('Escape');
    await tabTo(kept);
    await page.keyboard.press('Enter');
    await kept.waitFor({ state: 'detached' });
    await expect.poll(() => hasFocus(add)).toBe(true);

    const remove = page.getByRole('button', { name: 'Remove Phone' });
    await remove.waitFor();
    await tabTo(remove);
    await page.keyboard.press('Enter');
    await tabTo(page.getByRole('button', { name: 'Remove passkey' }));
    await page.keyboard.press('Enter');
    await page.getByText('You have none yet.').waitFor();
    await expect.poll(() => hasFocus(page.getByRole('heading', { name: 'Passkeys' }))).toBe(true);
  });

  it('is renamed where it stands, with the keyboard alone', async () => {
    await register('gerda');
    await addFirstPasskey('Phone');
    await page.getByRole('button', { name: 'Rename Phone' }).focus();
    await page.keyboard.press('Enter');
    const name = page.getByLabel('New name');
    await expect.poll(() => hasFocus(name)).toBe(true);
    await name.fill(' ');
    await page.keyboard.press('Enter');
    await page.getByText('Enter a name.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Rename Phone' }))).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => hasFocus(name)).toBe(true);
    await name.fill('Old phone');
    await page.keyboard.press('Enter');
    await page.getByText('Passkey renamed to “Old phone”.').waitFor();
    await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Rename Old phone' }))).toBe(true);
    await page.reload();
    await page.getByRole('button', { name: 'Remove Old phone' }).waitFor();
  });

  it('is not spoken of where the browser knows none', async () => {
    await page.addInitScript('delete window.PublicKeyCredential');
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
  });

  it('is not offered at an address where it could only fail', async () => {
    const elsewhere = await watchedPage(browser, chatMan.url, desktop);
    await elsewhere.page.goto('/sign-in');
    await elsewhere.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await elsewhere.page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
    await elsewhere.close();
  });

  it.each(screens)('have nothing for axe to find, light and dark: %s', async (name, options) => {
    const other = await watchedPage(browser, site, options);
    const on = other.page;
    await VirtualAuthenticator.on(on);
    const found: string[] = [];
    const look = async (what: string): Promise<void> => {
      found.push(...(await other.flaws()).map((flaw) => `${what}: ${flaw}`));
    };
    const username = `look.${name.replace(/\W+/g, '.')}`;
    await registered(chatMan, username);
    await on.goto('/sign-in');
    await enterPassword(on, username, password);
    await on.waitForURL('**/chat');
    await on.goto('/account/security');
    await on.getByText('You have none yet.').waitFor();
    await look('none');
    await on.getByRole('button', { name: 'Add a passkey' }).click();
    await look('adding');
    await makePasskey(on, 'Phone');
    await on.getByRole('list', { name: 'Your recovery codes' }).waitFor();
    await look('codes');
    await on.getByRole('button', { name: 'I have kept them' }).click();
    await on.getByRole('button', { name: 'Remove Phone' }).waitFor();
    await look('one');
    await on.getByRole('button', { name: 'Rename Phone' }).click();
    await on.getByLabel('New name').waitFor();
    await look('renaming');
    await on.getByRole('button', { name: 'Create new codes' }).click();
    await look('new codes');

    expect(found).toEqual([]);
    expect(other.complaints).toEqual([]);
    await other.close();
  });
});
