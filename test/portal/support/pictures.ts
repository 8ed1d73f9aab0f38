import type { Page } from 'playwright-core';

const folder = process.env['CHATMAN_PICTURES'];

/** Keeps the page as it looks, light and dark, where `CHATMAN_PICTURES` names a folder. */
export async function pictures(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
