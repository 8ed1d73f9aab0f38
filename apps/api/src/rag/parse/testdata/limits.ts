import type { ParseLimits } from '../parsed-document.js';

/** As in production, but for what would take a test too long to reach. */
export const testLimits: ParseLimits = {
  pages: 50,
  characters: 2_000_000,
  unpackedBytes: 8_000_000,
  ratio: 100,
  entries: 100,
  depth: 250,
  pixels: 60_000_000,
  recognisedPages: 5,
  keepsWordlessImages: false,
};
