import * as z from 'zod/mini';
import { setting, settingsSlice } from '#platform/config/settings/settings-slice.js';

const whole = (least: number, most: number) => z.number().check(z.int(), z.minimum(least), z.maximum(most));
const share = z.number().check(z.minimum(0), z.maximum(1));

/** How documents are split and found, and when passages count as an answer. */
export const KnowledgeSettings = settingsSlice('knowledge', {
  chunkTokens: setting(whole(50, 2000), 220, {
    describe: 'Target length of a passage, in tokens. Applies to documents added from now on.',
    live: true,
  }),
  chunkMaxTokens: setting(whole(100, 4000), 400, {
    describe: 'Maximum length of a passage, in tokens. A code block may be longer.',
    live: true,
  }),
  maxFileBytes: setting(whole(1024, 50_000_000), 5_000_000, { describe: 'Maximum size of config/knowledge.md, in bytes.' }),
  staysHere: setting(z.boolean(), true, {
    describe:
      'Whether passages of config/knowledge.md are never sent to a provider outside (provider.ollama.place, provider.openai.place). Set to false to allow it.',
    onHost: true,
  }),
  maxUploadBytes: setting(whole(1024, 500_000_000), 52_428_800, {
    describe: 'Maximum size of a file that is added to a collection, in bytes.',
    live: true,
  }),
  maxPages: setting(whole(1, 100_000), 3000, {
    describe: 'Maximum number of pages, or slides, of a document.',
    live: true,
  }),
  parserMemoryMb: setting(whole(256, 16_384), 1024, {
    describe: 'Memory that reading one document may take, in MiB. More stops it.',
    live: true,
  }),
  parserSeconds: setting(whole(5, 3600), 90, {
    describe: 'Seconds that reading one page of a document may take. More stops it.',
    live: true,
  }),
  inbox: setting(z.boolean(), true, {
    describe: 'Whether files in data/inbox/<collection>/ become documents of that collection.',
    onHost: true,
  }),
  keptVersions: setting(whole(0, 1000), 10, {
    describe: 'Number of earlier versions of a document that are kept, so that citations of them can be opened.',
    live: true,
  }),
  candidates: setting(whole(10, 500), 50, { describe: 'Number of passages a search considers before ranking.', live: true }),
  passages: setting(whole(1, 50), 8, { describe: 'Maximum number of passages for one answer.', live: true }),
  passagesPerDocument: setting(whole(1, 50), 3, {
    describe:
      'Number of passages from one document in a result while other documents match as well. Free places are filled regardless.',
    live: true,
  }),
  matchingShare: setting(share, 0.6, {
    describe:
      'How well quotes must answer a question by all signs (0 to 1, docs/knowledge.md) to count as matching when no model answers.',
    live: true,
  }),
  relatedShare: setting(share, 0.4, {
    describe: 'How well they must answer it to count as related. Below that, nothing is shown.',
    live: true,
  }),
  cacheBytes: setting(whole(0, 4_000_000_000), 33_554_432, {
    describe: 'Memory for the cache of decrypted index postings, in bytes. 0 decrypts them again for each question.',
  }),
  purgeHours: setting(whole(1, 720), 24, {
    describe: 'Hours within which the words of a removed document are deleted from large parts of the index.',
    live: true,
    protects: true,
  }),
});
export type KnowledgeSettings = (typeof KnowledgeSettings.schema)['_zod']['output'];
