import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings/settings-slice.js';

/** How passages are found beside their words. */
export const RetrievalSettings = settingsSlice('retrieval', {
  meaning: setting(z.enum(['auto', 'off']), 'auto', {
    describe:
      'Whether English documents are also searched by meaning, with the embedding model that is included. auto does so where 400 MB of memory are free; off searches by words alone.',
    live: true,
  }),
  vectorBytes: setting(z.number().check(z.int(), z.minimum(1_000_000), z.maximum(4_000_000_000)), 67_108_864, {
    describe: 'Memory for decrypted vectors, in bytes. A search that would need more is made by words alone.',
  }),
});
export type RetrievalSettings = (typeof RetrievalSettings.schema)['_zod']['output'];
