import { anthropicStream } from './anthropic-wire.js';
import type { Exchange } from './exchange.js';
import { promptTokensOf } from './ollama-wire.js';
import { inSlot, openAiChat, refusedParameter, type Message, type Route } from './routes.js';

/** Where vendors write answers: a deployment of Azure OpenAI, and the messages of Anthropic. */
export const answersOfVendors = /^(?:\/openai\/deployments\/[^/]+\/chat\/completions|\/v1\/messages)$/u;

/** The route of a vendor for this request; it refuses a wrong key before anything else. */
export function vendorRoute(exchange: Exchange): Route | undefined {
  const { method, path } = exchange;
  if (method === 'POST' && path === '/v1/messages') return withKey('x-api-key', anthropicMessages);
  // `GET /v1/models` is answered for OpenAI-compatible servers, in a form that Anthropic's clients read too.
  if (method === 'GET' && path === '/openai/models') return withKey('api-key', azureModels);
  if (method === 'POST' && answersOfVendors.test(path)) return withKey('api-key', azureChat);
  return undefined;
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
