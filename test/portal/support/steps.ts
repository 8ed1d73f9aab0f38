import type { Page } from 'playwright-core';

export async function setUp(page: Page, code: string, username: string, password: string): Promise<void> {
  await page.goto('/');
  await page.waitForURL('**/set-up');
  await page.getByLabel('Set-up code').fill(code.toLowerCase());
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('I have saved the master password').check();
  await page.getByRole('button', { name: 'Make the first account' }).click();
  await page.waitForURL('**/chat');
}

/**
 * Signs in as the page does, but without it, which spares a browser the load of two pages, and opens the address in the shell, if there is one.
 * What the page of sign-in does has tests of its own.
 */
export async function signIn(page: Page, username: string, password: string, address: string | null = '/chat'): Promise<void> {
  const response = await page.request.post('/api/auth/login', { data: { username, password } });
  if (!response.ok()) throw new Error(`The sign-in of ${username} was refused: ${await response.text()}`);
  if (address === null) return;
  await page.goto(address);
  await page.locator('cm-shell').waitFor(); // before it is there, no key does anything
}

/** Goes to another page of the portal as its links do, without a load of the whole; settles when the page before it is gone. */
export async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((there) => {
    if (location.pathname === there) return;
    for (const shown of document.querySelectorAll('router-outlet + *')) shown.setAttribute('data-before', '');
    history.pushState({}, '', there);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await page.waitForFunction(
    () => [...document.querySelectorAll('router-outlet + *')].at(-1)?.hasAttribute('data-before') === false,
  );
}

/** Fills the sign-in form that is there. */
export async function enterPassword(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Your question', { exact: true }).fill(question);
  await page.keyboard.press('Enter');
}

/** Starts a new conversation and asks; settles when the whole answer is there. */
export async function askInNewConversation(page: Page, question: string): Promise<void> {
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.getByRole('heading', { name: 'What would you like to know?' }).waitFor();
  await ask(page, question);
  await answered(page);
}

export async function answered(page: Page): Promise<void> {
  await page.locator('cm-assistant-message').last().getByRole('button', { name: 'Why this answer?' }).waitFor();
}

/** Says again who is signed in, in the dialog that asks for it before a decision. */
export async function sayAgainWho(page: Page, password: string): Promise<void> {
  const asking = page.getByRole('dialog', { name: 'Confirm it’s you' });
  await asking.getByLabel('Your password', { exact: true }).fill(password);
  await asking.getByRole('button', { name: 'Continue' }).click();
}

/** Approves what is open, as a person who has just signed in. */
export async function approve(page: Page, { reason, password }: { reason: string; password: string }): Promise<void> {
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: 'Approve request' }).click();
  await sayAgainWho(page, password);
}
