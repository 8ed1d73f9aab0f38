import type { BrowserContextOptions } from 'playwright-core';
import { desktop, phone } from './browser.js';

/** The four ways in which every page is looked at. */
export const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light, desktop', { ...desktop, colorScheme: 'light' }],
  ['dark, desktop', { ...desktop, colorScheme: 'dark' }],
  ['light, phone', { ...phone, colorScheme: 'light' }],
  ['dark, phone', { ...phone, colorScheme: 'dark' }],
];
