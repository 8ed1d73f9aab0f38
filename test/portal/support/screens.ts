import type { BrowserContextOptions } from 'playwright-core';
import { desktop, phone } from './browser.js';

/** On which every page is checked, light and dark. */
export const screens: readonly (readonly [string, BrowserContextOptions])[] = [
  ['desktop', desktop],
  ['phone', phone],
];
