import { anthropicStream } from './anthropic-wire.js';
import { bedrockStream } from './bedrock-wire.js';
import type { Exchange } from './exchange.js';
import { geminiBlocked, geminiStream } from './gemini-wire.js';
import { promptTokensOf } from './ollama-wire.js';
import { inSlot, openAiChat, refusedParameter, type Message, type Route } from './routes.js';

const azureAnswer = /^\/openai\/deployments\/[^/]+\/chat\/completions$/u;
const geminiAnswer = /\/models\/([^/]+):streamGenerateContent$/u;
const bedrockAnswer = /^\/model\/([^/]+)\/converse-stream$/u;

/** Whether a vendor writes an answer there: a deployment of Azure OpenAI, messages of Anthropic, a model of Gemini or of Bedrock. */
export function isVendorAnswer(path: string): boolean {
  return path === '/v1/messages' || [azureAnswer, geminiAnswer, bedrockAnswer].some((form) => form.test(path));
}

/** The route of a vendor for this request; it refuses a wrong key before anything else. */
export function vendorRoute(exchange: Exchange): Route | undefined {
  const { method, path } = exchange;
  if (method === 'GET' && path === '/openai/models') return withKey('api-key', azureModels);
  if (method === 'GET' && path === '/v1beta/models') return withKey('x-goog-api-key', geminiModels);
  if (method !== 'POST') return undefined;
  // Mistral's routes are those of OpenAI-compatible servers; `GET /v1/models` serves them, in a form that Anthropic's clients read too.
  if (path === '/v1/chat/completions' && exchange.json['safe_prompt'] !== undefined) return withBearer(mistralChat);
  if (path === '/v1/messages') return withKey('x-api-key', anthropicMessages);
  if (azureAnswer.test(path)) return withKey('api-key', azureChat);
  if (geminiAnswer.test(path)) return withKey('x-goog-api-key', geminiChat);
  return bedrockAnswer.test(path) ? withBearer(bedrockChat) : undefined;
}

function withBearer(route: Route): Route {
  return (exchange, state) => {
    const { apiKey } = exchange.knobs;
    if (apiKey === null || exchange.entry.headers['authorization'] === `Bearer ${apiKey}`) return route(exchange, state);
    exchange.refuse(403, { message: 'Unauthorized' });
  };
}

function withKey(header: string, route: Route): Route {
  return (exchange, state) => {
    const { apiKey } = exchange.knobs;
    if (apiKey === null || exchange.entry.headers[header] === apiKey) return route(exchange, state);
    exchange.refuse(401, {
      error: { code: '401', type: 'authentication_error', message: 'Access denied due to invalid subscription key.' },
    });
  };
}

function azureModels(exchange: Exchange): void {
  exchange.answer(200, { object: 'list', data: [{ id: 'gpt-4o-2024-08-06', object: 'model', status: 'succeeded' }] });
}

function azureChat(exchange: Exchange, state: Parameters<Route>[1]): void | Promise<void> {
  if (!/^\d{4}-\d{2}-\d{2}/u.test(exchange.query.get('api-version') ?? ''))
    return exchange.answer(404, { error: { code: '404', message: 'Resource not found' } });
  const deployment = decodeURIComponent(exchange.path.split('/')[3]!);
  if (!exchange.knobs.models.includes(deployment))
    return exchange.answer(404, {
      error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' },
    });
  return openAiChat(exchange, state);
}

async function anthropicMessages(exchange: Exchange, state: Parameters<Route>[1]): Promise<void> {
  const { knobs, json } = exchange;
  const refusal = (message: string): void =>
    exchange.answer(400, { type: 'error', error: { type: 'invalid_request_error', message } });
  if (exchange.entry.headers['anthropic-version'] === undefined) return refusal('anthropic-version: header is required');
  if (typeof json['max_tokens'] !== 'number') return refusal('max_tokens: Field required');
  const refused = refusedParameter(exchange);
  if (refused) return refusal(`${refused}: this parameter is not supported with this model`);
  const model = String(json['model']);
  if (!knobs.models.includes(model))
    return exchange.answer(404, { type: 'error', error: { type: 'not_found_error', message: `model: ${model}` } });
  const messages = json['messages'] as Message[];
  const promptTokens = promptTokensOf(messages);
  if (promptTokens > knobs.contextLength)
    return refusal(`prompt is too long: ${promptTokens} tokens > ${knobs.contextLength} maximum`);
  await inSlot(exchange, state, () => exchange.stream(anthropicStream(model, promptTokens, knobs), { withThinking: false }));
}

/** Mistral's own: the model is named in another error, and requests come without `stream_options`. */
function mistralChat(exchange: Exchange, state: Parameters<Route>[1]): void | Promise<void> {
  const { json, knobs } = exchange;
  if ('stream_options' in json)
    return exchange.answer(422, { detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options'] }] });
  const model = String(json['model']);
  if (!knobs.models.includes(model))
    return exchange.answer(400, { object: 'error', message: `Invalid model: ${model}`, type: 'invalid_model', code: '1500' });
  return openAiChat(exchange, state, { isMistral: true });
}

function geminiModels(exchange: Exchange): void {
  const models = exchange.knobs.models.map((name) => ({
    name: `models/${name}`,
    supportedGenerationMethods: ['generateContent'],
  }));
  exchange.answer(200, { models: [...models, { name: 'models/embeds-only', supportedGenerationMethods: ['embedContent'] }] });
}

async function geminiChat(exchange: Exchange, state: Parameters<Route>[1]): Promise<void> {
  const { knobs, json, path } = exchange;
  const refusal = (code: number, status: string, message: string): void =>
    exchange.answer(code, { error: { code, message, status } });
  const refused = refusedParameter(exchange);
  if (refused)
    return refusal(
      400,
      'INVALID_ARGUMENT',
      `Invalid JSON payload received. Unknown name "${refused}" at 'generation_config': Cannot find field.`,
    );
  const model = decodeURIComponent(geminiAnswer.exec(path)![1]!);
  if (!knobs.models.includes(model)) return refusal(404, 'NOT_FOUND', `models/${model} is not found for API version v1beta`);
  const promptTokens = promptTokensOf([
    ...(json['contents'] as { parts: Part[] }[]).map(({ parts }) => ({ content: textOf(parts) })),
  ]);
  if (promptTokens > knobs.contextLength)
    return refusal(
      400,
      'INVALID_ARGUMENT',
      `The input token count (${promptTokens}) exceeds the maximum number of tokens allowed (${knobs.contextLength}).`,
    );
  if (knobs.blocked) return exchange.text200(geminiBlocked(promptTokens), 'text/event-stream');
  await inSlot(exchange, state, () =>
    exchange.stream(geminiStream(model, promptTokens, knobs), { withThinking: knobs.thinking !== null }),
  );
}

async function bedrockChat(exchange: Exchange, state: Parameters<Route>[1]): Promise<void> {
  const { knobs, json, path } = exchange;
  const refused = refusedParameter(exchange);
  if (refused)
    return exchange.answer(400, { message: `The model returned the following errors: ${refused} is deprecated for this model.` });
  if (!knobs.models.includes(decodeURIComponent(bedrockAnswer.exec(path)![1]!)))
    return exchange.answer(400, { message: 'The provided model identifier is invalid.' });
  const promptTokens = promptTokensOf([
    ...(json['messages'] as { content: Part[] }[]).map(({ content }) => ({ content: textOf(content) })),
  ]);
  if (promptTokens > knobs.contextLength) return exchange.answer(400, { message: 'Input is too long for requested model.' });
  await inSlot(exchange, state, () =>
    exchange.stream(bedrockStream(promptTokens, knobs), { withThinking: knobs.thinking !== null }),
  );
}

interface Part {
  readonly text?: string;
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ text = '' }) => text).join('');
}
