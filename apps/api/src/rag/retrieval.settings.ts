import * as z from 'zod/mini';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings/settings-slice.js';

const httpUrl = z.url({ protocol: /^https?$/ });
const prefix = (role: string) =>
  setting(z.string().check(z.maxLength(200)), '', {
    describe: `Text put before each ${role}, where the embedding model of a server wants one (nomic-embed-text: “search_${role}: ”).`,
  });

/** How passages are found beside their words. */
export const RetrievalSettings = settingsSlice('retrieval', {
  meaning: setting(z.enum(['auto', 'off']), 'auto', {
    describe:
      'Whether documents are also searched by meaning. auto does so with the model of retrieval.embeddings; the one that is included reads English and needs 400 MB of free memory. off searches by words alone.',
    live: true,
  }),
  embeddings: settingGroup({
    kind: setting(z.enum(['included', 'ollama', 'openai']), 'included', {
      describe:
        'Which embedding model makes the vectors. included: the one that comes with Chat Man, for English. ollama, openai: one of a server, for the languages that it knows. After a change all passages are embedded again; until that is done, the earlier vectors are used.',
      onHost: true,
    }),
    model: setting(z.nullable(z.string().check(z.minLength(1), z.maxLength(200))), null, {
      describe: 'Name of the embedding model on the server, such as bge-m3.',
      onHost: true,
    }),
    baseUrl: setting(z.nullable(httpUrl), null, {
      describe: 'Address of that server, with or without /api or /v1. null: Ollama at http://localhost:11434.',
      onHost: true,
    }),
    tokenFile: setting(z.nullable(z.string()), null, {
      describe: 'File with the bearer token for that server; null sends none.',
      onHost: true,
    }),
    place: setting(z.nullable(z.enum(['this-host', 'organisation'])), null, {
      describe:
        'Where that server runs. Must be set unless its address is a loopback one. Every passage is sent to it, so it is never a server outside.',
      onHost: true,
    }),
    leastSimilarity: setting(z.number().check(z.minimum(0), z.maximum(1)), 0.5, {
      describe:
        'How near a passage must be to a question in meaning to be found by it, 0 to 1. Each model has a scale of its own: try some questions under Knowledge, Test query. The included model does not need it.',
    }),
    questionPrefix: prefix('query'),
    passagePrefix: prefix('document'),
  }),
  vectorBytes: setting(z.number().check(z.int(), z.minimum(1_000_000), z.maximum(4_000_000_000)), 67_108_864, {
    describe: 'Memory for decrypted vectors, in bytes. A search that would need more is made by words alone.',
  }),
});
export type RetrievalSettings = (typeof RetrievalSettings.schema)['_zod']['output'];
