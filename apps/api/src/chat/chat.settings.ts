import * as z from 'zod/mini';
import { ProviderPlace, vendorIds } from '#contracts/chat/provider.js';
import { setting, settingGroup, settingsSlice } from '#platform/config/settings/settings-slice.js';

const between = (least: number, most: number) => z.number().check(z.minimum(least), z.maximum(most));
const whole = (least: number, most: number) => z.number().check(z.int(), z.minimum(least), z.maximum(most));
const httpUrl = z.url({ protocol: /^https?$/ });

/** The deployment guide's `model` section: which model answers, and its sampling. */
export const ModelSettings = settingsSlice('model', {
  name: setting(z.string().check(z.trim(), z.minLength(1), z.maxLength(200)), 'llama3.2:3b', {
    describe:
      'Model that answers, by its name on the model server. A model that runs on a remote server is refused unless provider.allowRemoteModels is true.',
    live: true,
  }),
  temperature: setting(between(0, 2), 0.7, {
    describe: 'Randomness of the answer: 0 always takes the most likely word.',
    live: true,
  }),
  top_p: setting(between(0, 1), 0.9, {
    describe: 'Sample only from the most likely words that together reach this probability.',
    live: true,
  }),
  top_k: setting(whole(1, 1000), 40, { describe: 'Sample only from this many of the most likely words.', live: true }),
  max_tokens: setting(whole(16, 131_072), 2048, { describe: 'Maximum length of an answer, in tokens.', live: true }),
  context_tokens: setting(whole(1024, 1_048_576), 8192, {
    describe:
      'Context window in tokens: instructions, history, passages and answer together. Changing it makes Ollama reload the model.',
    live: true,
  }),
});

/** The deployment guide's `system` section. */
export const SystemSettings = settingsSlice('system', {
  enableKnowledgeBase: setting(z.boolean(), true, {
    describe: 'Whether answers are based on passages of the knowledge base.',
    live: true,
  }),
  enableSystemPrompt: setting(z.boolean(), true, {
    describe: 'Whether config/system-prompt.txt is sent to the model.',
    live: true,
  }),
  streamingEnabled: setting(z.boolean(), true, {
    describe: 'Whether people see an answer while it is being written, not only when it is complete.',
    live: true,
  }),
});

/** Only the deployer knows where an address leads: one that is not loopback counts as outside unless configured otherwise. */
const place = (variable?: string) =>
  setting(z.nullable(ProviderPlace), null, {
    describe:
      'Where this server runs: this-host, organisation or outside. null: this-host at a loopback address, else outside. Passages of collections that stay here are never sent outside.',
    onHost: true,
    ...(variable === undefined ? {} : { env: variable }),
  });

const keyFile = () => setting(z.nullable(z.string()), null, { describe: 'File with the API key.', onHost: true });

/** Where models are. Tokens come from files, so that no panel and no log can show them. */
export const ProviderSettings = settingsSlice('provider', {
  kind: setting(z.enum(['auto', 'ollama', 'openai', ...vendorIds, 'extractive']), 'auto', {
    describe:
      'Provider that answers. auto: the OpenAI-compatible server if its address is set, otherwise Ollama. azure, anthropic, mistral, google, bedrock: a vendor whose package is installed separately (chatman provider add). extractive: no model, only quotes.',
  }),
  allowRemoteModels: setting(z.boolean(), false, {
    describe:
      'Whether questions and passages may be sent to models that the model server forwards to a remote server, such as Ollama’s cloud models.',
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
      describe: 'File with the bearer token for a proxy in front of Ollama; null sends none.',
      onHost: true,
    }),
    place: place('OLLAMA_PLACE'),
  }),
  openai: settingGroup({
    baseUrl: setting(z.nullable(httpUrl), null, {
      describe: 'Address of your own OpenAI-compatible server, with or without /v1; null for none.',
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
      describe: 'Address of Anthropic, or of a proxy with the same API.',
      onHost: true,
    }),
    keyFile: keyFile(),
    place: place(),
  }),
  mistral: settingGroup({
    baseUrl: setting(httpUrl, 'https://api.mistral.ai', {
      describe: 'Address of Mistral, or of a proxy with the same API.',
      onHost: true,
    }),
    keyFile: keyFile(),
    place: place(),
  }),
  google: settingGroup({
    baseUrl: setting(httpUrl, 'https://generativelanguage.googleapis.com', {
      describe: 'Address of the Gemini API, or of Vertex AI with project and location (…/v1/projects/…/locations/…).',
      onHost: true,
    }),
    keyFile: keyFile(),
    place: place(),
  }),
  bedrock: settingGroup({
    baseUrl: setting(z.nullable(httpUrl), null, {
      describe: 'Address of the Bedrock runtime of your region, such as https://bedrock-runtime.eu-central-1.amazonaws.com.',
      onHost: true,
    }),
    keyFile: keyFile(),
    place: place(),
  }),
});

export const ChatSettings = settingsSlice('chat', {
  connectSeconds: setting(between(0.1, 60), 5, { describe: 'Seconds to wait for a connection to the model server.', live: true }),
  firstTokenSeconds: setting(between(1, 3600), 120, {
    describe: 'Seconds to wait for the first token; a model may have to load first.',
    live: true,
  }),
  idleSeconds: setting(between(1, 3600), 30, { describe: 'Seconds to wait between two tokens.', live: true }),
  totalSeconds: setting(between(5, 86_400), 600, { describe: 'Maximum seconds for one answer.', live: true }),
  parallel: setting(whole(1, 10_000), 256, { describe: 'Number of answers one instance writes at the same time.', live: true }),
  parallelPerPerson: setting(whole(1, 10_000), 200, {
    describe: 'Number of answers in progress at the same time for one person.',
    live: true,
  }),
  unansweredAtModel: setting(whole(1, 10_000), 4, {
    describe:
      'Questions that may wait at the model server for a first token, in addition to the number it started to answer in the last five seconds. The rest wait in Chat Man, in fair order.',
    live: true,
  }),
  queueTotal: setting(whole(1, 100_000), 1000, { describe: 'Number of questions that may wait on one instance.', live: true }),
  queuePerPerson: setting(whole(1, 100_000), 250, { describe: 'Number of questions from one person that may wait.', live: true }),
  temporaryConversations: setting(z.boolean(), false, {
    describe:
      'Whether people may hold temporary conversations: nothing of them is kept but an audit event for each question. Leave it off where records of what was asked must be kept.',
    live: true,
    protects: true,
  }),
  maxAttachments: setting(whole(0, 10_000), 100, {
    describe: 'Number of files that may be attached to one conversation. 0 turns attachments off.',
    live: true,
  }),
  maxAttachmentBytes: setting(whole(1024, 500_000_000), 26_214_400, {
    describe: 'Maximum size of an attached file, in bytes; never more than knowledge.maxUploadBytes.',
    live: true,
  }),
  undoSeconds: setting(whole(15, 3600), 60, {
    describe:
      'Seconds for which a deleted conversation can be restored. Nobody can read it during that time; afterwards it is permanently deleted.',
    live: true,
  }),
  titleByModel: setting(z.boolean(), false, {
    describe: 'Whether the model writes conversation titles; otherwise the title is the start of the first question.',
    live: true,
  }),
});
