import * as z from 'zod/mini';
import { ProviderPlace } from '#contracts/provider.js';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings-slice.js';

const between = (least: number, most: number) => z.number().check(z.minimum(least), z.maximum(most));
const whole = (least: number, most: number) => z.number().check(z.int(), z.minimum(least), z.maximum(most));
const httpUrl = z.url({ protocol: /^https?$/ });

/** The deployment guide's `model` section: which model answers, and how it draws its words. */
export const ModelSettings = settingsSlice('model', {
  name: setting(z.string().check(z.trim(), z.minLength(1), z.maxLength(200)), 'llama3.2:3b', {
    describe:
      'Model that answers, by the name that the model server lists. One that runs on a machine of somebody else is refused unless provider.allowRemoteModels is true.',
    live: true,
  }),
  temperature: setting(between(0, 2), 0.7, { describe: 'Freedom in the choice of words: 0 takes the likeliest.', live: true }),
  top_p: setting(between(0, 1), 0.9, { describe: 'Share of probability that the choice of words is made from.', live: true }),
  top_k: setting(whole(1, 1000), 40, { describe: 'Number of words that the choice is made from.', live: true }),
  max_tokens: setting(whole(16, 131_072), 2048, { describe: 'Longest answer, in tokens.', live: true }),
  context_tokens: setting(whole(1024, 1_048_576), 8192, {
    describe:
      'Context window in tokens: instructions, history, passages and answer together. Another value makes Ollama load the model anew.',
    live: true,
  }),
});

/** The deployment guide's `system` section. */
export const SystemSettings = settingsSlice('system', {
  enableKnowledgeBase: setting(z.boolean(), true, {
    describe: 'Whether answers are grounded in passages of the knowledge base.',
    live: true,
  }),
  enableSystemPrompt: setting(z.boolean(), true, {
    describe: 'Whether config/system-prompt.txt is sent to the model.',
    live: true,
  }),
  streamingEnabled: setting(z.boolean(), true, {
    describe: 'Whether readers see an answer while it is being written, and not only when it is complete.',
    live: true,
  }),
});

/** Nobody but the deployer knows where an address leads: one that is not loopback counts as outside until they say. */
const place = (variable?: string) =>
  setting(z.nullable(ProviderPlace), null, {
    describe:
      'Where this server runs: this-host, organisation or outside. null: this-host at a loopback address, else outside. Passages of collections that stay here are never sent outside.',
    onHost: true,
    ...(variable === undefined ? {} : { env: variable }),
  });

/** Where models are. Tokens come from files, so that no panel and no log can show them. */
export const ProviderSettings = settingsSlice('provider', {
  kind: setting(z.enum(['auto', 'ollama', 'openai', 'azure', 'anthropic', 'extractive']), 'auto', {
    describe:
      'Who answers. auto: the OpenAI-compatible server if its address is set, else Ollama. azure, anthropic: the vendor, whose package is installed apart (chatman provider add). extractive: no model, only quotes.',
  }),
  allowRemoteModels: setting(z.boolean(), false, {
    describe:
      'Whether questions and passages may go to models that the model server only passes on to a machine of somebody else, such as Ollama’s cloud models.',
    onHost: true,
  }),
  ollama: settingGroup({
    baseUrl: setting(httpUrl, 'http://localhost:11434', {
      describe: 'Address of Ollama, with or without /api.',
      env: 'OLLAMA_BASE_URL',
      onHost: true,
    }),
    keepAlive: setting(z.string().check(z.regex(/^-?\d+(ms|s|m|h)?$/)), '10m', {
      describe: 'How long Ollama keeps an idle model loaded.',
    }),
    tokenFile: setting(z.nullable(z.string()), null, {
      describe: 'File with the bearer token of a proxy before Ollama; null sends none.',
      onHost: true,
    }),
    place: place('OLLAMA_PLACE'),
  }),
  openai: settingGroup({
    baseUrl: setting(z.nullable(httpUrl), null, {
      describe: 'Address of an OpenAI-compatible server of your own, with or without /v1; null if there is none.',
      env: 'OPENAI_BASE_URL',
      onHost: true,
    }),
    tokenFile: setting(z.nullable(z.string()), null, {
      describe: 'File with its API key; null sends none.',
      env: 'OPENAI_API_KEY_FILE',
      onHost: true,
    }),
    place: place(),
  }),
  azure: settingGroup({
    baseUrl: setting(z.nullable(httpUrl), null, {
      describe: 'Endpoint of your Azure OpenAI resource. model.name is then the name of a deployment.',
      onHost: true,
    }),
    apiVersion: setting(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(-preview)?$/)), '2024-10-21', {
      describe: 'Version of the API that is asked for.',
      onHost: true,
    }),
    keyFile: setting(z.nullable(z.string()), null, { describe: 'File with the key of the resource.', onHost: true }),
    place: place(),
  }),
  anthropic: settingGroup({
    baseUrl: setting(httpUrl, 'https://api.anthropic.com', {
      describe: 'Address of Anthropic, or of a gateway that speaks its API.',
      onHost: true,
    }),
    keyFile: setting(z.nullable(z.string()), null, { describe: 'File with the API key.', onHost: true }),
    place: place(),
  }),
});

export const ChatSettings = settingsSlice('chat', {
  connectSeconds: setting(between(0.1, 60), 5, { describe: 'Seconds to reach the model server.', live: true }),
  firstTokenSeconds: setting(between(1, 3600), 120, {
    describe: 'Seconds until the first token; a model may have to be loaded.',
    live: true,
  }),
  idleSeconds: setting(between(1, 3600), 30, { describe: 'Longest silence between two tokens, in seconds.', live: true }),
  totalSeconds: setting(between(5, 86_400), 600, { describe: 'Longest time for one answer, in seconds.', live: true }),
  parallel: setting(whole(1, 10_000), 256, { describe: 'Answers that one instance writes at once.', live: true }),
  parallelPerPerson: setting(whole(1, 10_000), 200, {
    describe: 'Answers that one person may have written at once.',
    live: true,
  }),
  unansweredAtModel: setting(whole(1, 10_000), 4, {
    describe:
      'Questions that may wait at the model server for a first token, beyond as many as it began to answer in the last five seconds. The rest wait here, in fair order.',
    live: true,
  }),
  queueTotal: setting(whole(1, 100_000), 1000, { describe: 'Questions that may wait on one instance.', live: true }),
  queuePerPerson: setting(whole(1, 100_000), 250, { describe: 'Questions of one person that may wait.', live: true }),
  undoSeconds: setting(whole(15, 3600), 60, {
    describe:
      'Seconds for which the deletion of a conversation can be taken back. Nobody can read it meanwhile; then it is removed for good.',
    live: true,
  }),
  titleByModel: setting(z.boolean(), false, {
    describe: 'Whether the model writes the title of a conversation; otherwise it is the beginning of the first question.',
    live: true,
  }),
});
