import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings-slice.js';

const whole = (least: number, most: number) => z.number().check(z.int(), z.minimum(least), z.maximum(most));
const share = z.number().check(z.minimum(0), z.maximum(1));

/** How documents are cut and found, and when passages count as an answer. */
export const KnowledgeSettings = settingsSlice('knowledge', {
  chunkTokens: setting(whole(50, 2000), 220, {
    describe: 'Length that passages are cut to, in tokens. Holds for documents read in from now on.',
    live: true,
  }),
  chunkMaxTokens: setting(whole(100, 4000), 400, {
    describe: 'Longest passage, in tokens. A block of code may be longer.',
    live: true,
  }),
  maxFileBytes: setting(whole(1024, 50_000_000), 5_000_000, { describe: 'Largest config/knowledge.md that is read, in bytes.' }),
  staysHere: setting(z.boolean(), true, {
    describe:
      'Whether passages of config/knowledge.md are never sent to a provider outside (provider.ollama.place, provider.openai.place). false releases them.',
    onHost: true,
  }),
  candidates: setting(whole(10, 500), 50, { describe: 'Passages that a search considers before it chooses.', live: true }),
  passages: setting(whole(1, 50), 8, { describe: 'Most passages that an answer is drawn from.', live: true }),
  passagesPerDocument: setting(whole(1, 50), 3, { describe: 'Most passages of one document in a result.', live: true }),
  matchingShare: setting(share, 0.6, {
    describe: 'Share of a question that a quote must cover to be shown as matching when no model answers.',
    live: true,
  }),
  relatedShare: setting(share, 0.4, {
    describe: 'Share that it must cover to be shown as related. Below it nothing is shown.',
    live: true,
  }),
  cacheBytes: setting(whole(0, 4_000_000_000), 33_554_432, {
    describe: 'Memory for opened postings, in bytes, most recently used first. 0 opens them anew for each question.',
  }),
  purgeHours: setting(whole(1, 720), 24, {
    describe: 'Hours within which a removed document’s words also leave large parts of the index.',
    live: true,
    protects: true,
  }),
});
export type KnowledgeSettings = (typeof KnowledgeSettings.schema)['_zod']['output'];
