import type { Exchange } from './exchange.js';
import {
  embeddingOf,
  ollamaAnswer,
  ollamaLoadAnswer,
  ollamaPullLines,
  ollamaRunning,
  ollamaShow,
  ollamaStream,
  ollamaTags,
  promptTokensOf,
} from './ollama-wire.js';
import { openAiAnswer, openAiModels, openAiStream, openAiTooLong } from './openai-wire.js';
import { Slots } from './slots.js';
import { setTimeout as wait } from 'node:timers/promises';

export type Message = { readonly role?: unknown; readonly content?: unknown };
export type Route = (exchange: Exchange, state: ServerState) => void | Promise<void>;

export interface ServerState {
  /** Takes a model from its list. */
  remove(model: string): void;
  readonly loaded: Set<string>;
  readonly slots: Slots;
}

export const routes: Readonly<Record<string, Route>> = {
  'GET /': (exchange) => exchange.text200('Ollama is running'),
  'GET /api/version': (exchange) => exchange.answer(200, { version: '0.12.6' }),
  'GET /api/tags': (exchange) => exchange.answer(200, ollamaTags(exchange.knobs)),
  'GET /api/ps': (exchange, state) => exchange.answer(200, ollamaRunning(exchange.knobs, [...state.loaded])),
  'POST /api/show': ollamaShowRoute,
  'POST /api/pull': ollamaPull,
  'DELETE /api/delete': ollamaDelete,
  'POST /api/chat': ollamaChat,
  'POST /api/embed': ollamaEmbed,
  'GET /health': (exchange) => exchange.answer(200, { status: 'ok' }),
  'GET /v1/models': (exchange) =>
    exchange.knobs.listing === 'missing'
      ? exchange.answer(404, { detail: 'Not Found' })
      : exchange.answer(200, openAiModels(exchange.knobs)),
  'POST /v1/chat/completions': openAiChat,
  'POST /v1/embeddings': openAiEmbeddings,
};

function ollamaShowRoute(exchange: Exchange): void {
  if (!knowsModel(exchange)) return exchange.answer(404, { error: `model '${modelOf(exchange)}' not found` });
  exchange.answer(200, ollamaShow(exchange.knobs));
}

async function ollamaPull(exchange: Exchange): Promise<void> {
  const { errorAfterTokens, errorText } = exchange.knobs;
  const lines = ollamaPullLines(modelOf(exchange));
  if (errorAfterTokens === null) return exchange.linesAtPace(lines);
  exchange.lines([...lines.slice(0, errorAfterTokens), `${JSON.stringify({ error: errorText })}\n`]);
}

function ollamaDelete(exchange: Exchange, state: ServerState): void {
  if (!knowsModel(exchange)) return exchange.answer(404, { error: `model '${modelOf(exchange)}' not found` });
  // Before it answers, as Ollama does: the next list is asked for at once.
  state.remove(modelOf(exchange));
  exchange.answer(200, {});
}

async function ollamaChat(exchange: Exchange, state: ServerState): Promise<void> {
  const { knobs, json } = exchange;
  if (exchange.text === '') return exchange.answer(400, { error: 'missing request body' });
  if (typeof exchange.entry.body === 'string') return exchange.answer(400, { error: 'invalid character in request body' });
  const model = modelOf(exchange);
  if (!knowsModel(exchange)) return exchange.answer(404, { error: `model '${model}' not found` });
  const refused = refusedParameter(exchange);
  if (refused) return exchange.refuse(400, { error: `unknown field "${refused}"` });
  const messages = Array.isArray(json['messages']) ? (json['messages'] as Message[]) : [];
  if (messages.length === 0) return ollamaLoad(exchange, state, model);
  if (isTruthy(json['think']) && knobs.thinking === null) {
    return exchange.answer(400, { error: `"${model}" does not support thinking` });
  }
  const window = contextOf(json, knobs.contextLength);
  const kept = keptOf(messages, window);
  if (kept.length < messages.length || promptTokensOf(kept) > window) {
    if (json['truncate'] === false || json['shift'] === false) {
      return exchange.answer(400, { error: 'the prompt is longer than the context length of the model' });
    }
  }
  const promptTokens = Math.min(promptTokensOf(kept), Math.floor(window / 2) + promptTokensOf(kept.slice(-1)));
  const withThinking = knobs.thinking !== null && json['think'] !== false;
  await inSlot(exchange, state, async () => {
    state.loaded.add(model);
    if (knobs.wholeJson !== 'never') return exchange.json200(ollamaAnswer(model, promptTokens, knobs, withThinking));
    if (json['stream'] !== false) return exchange.stream(ollamaStream(model, promptTokens, knobs), { withThinking });
    await wait(knobs.firstTokenMs, undefined, { signal: exchange.left });
    exchange.answer(200, ollamaAnswer(model, promptTokens, knobs, withThinking));
  });
}

function ollamaLoad(exchange: Exchange, state: ServerState, model: string): void {
  const isUnload = exchange.json['keep_alive'] === 0;
  if (isUnload) state.loaded.delete(model);
  else state.loaded.add(model);
  exchange.answer(200, ollamaLoadAnswer(model, isUnload ? 'unload' : 'load'));
}

function ollamaEmbed(exchange: Exchange): void {
  if (!knowsModel(exchange))
    return exchange.answer(404, { error: `model "${modelOf(exchange)}" not found, try pulling it first` });
  const inputs = inputsOf(exchange);
  const tooLong = inputs.some((text) => text.length / 4 > exchange.knobs.contextLength);
  if (tooLong && exchange.json['truncate'] === false) {
    return exchange.answer(400, { error: 'the input length exceeds the context length' });
  }
  const embeddings = inputs.map((text) => embeddingOf(text, exchange.knobs.embeddingDimensions));
  exchange.answer(200, {
    model: modelOf(exchange),
    embeddings,
    total_duration: 14_143_917,
    load_duration: 1_019_500,
    prompt_eval_count: 8,
  });
}

export async function openAiChat(
  exchange: Exchange,
  state: ServerState,
  { isMistral }: { readonly isMistral?: boolean } = {},
): Promise<void> {
  const { knobs, json } = exchange;
  if (typeof exchange.entry.body === 'string') {
    return exchange.answer(500, { error: { code: 500, message: 'parse error: invalid literal', type: 'server_error' } });
  }
  if (!Array.isArray(json['messages'])) {
    return exchange.answer(400, { error: { code: 400, message: "'messages' is required", type: 'invalid_request_error' } });
  }
  const refused = refusedParameter(exchange);
  if (refused) {
    const message = `Unsupported parameter: '${refused}' is not supported with this model.`;
    return exchange.refuse(400, {
      error: { message, type: 'invalid_request_error', param: refused, code: 'unsupported_parameter' },
    });
  }
  const promptTokens = promptTokensOf(json['messages'] as Message[]);
  if (promptTokens > knobs.contextLength) return exchange.answer(400, openAiTooLong(promptTokens, knobs));
  const options = json['stream_options'] as { include_usage?: unknown } | undefined;
  const usageIn = isMistral ? 'last-choice' : options?.include_usage === true ? 'own-event' : 'none';
  await inSlot(exchange, state, async () => {
    if (knobs.wholeJson !== 'never') return exchange.json200(openAiAnswer(modelOf(exchange), promptTokens, knobs));
    if (json['stream'] === true) {
      const wire = openAiStream(modelOf(exchange), promptTokens, knobs, { usageIn });
      return exchange.stream(wire, { withThinking: knobs.thinking !== null });
    }
    await wait(knobs.firstTokenMs, undefined, { signal: exchange.left });
    exchange.answer(200, openAiAnswer(modelOf(exchange), promptTokens, knobs));
  });
}

/** The first parameter of a request that the knobs say is not known here. */
export function refusedParameter({ json, knobs }: Exchange): string | undefined {
  const groups = ['options', 'generationConfig', 'inferenceConfig'].map((name) => (json[name] as object | undefined) ?? {});
  const names = [json, ...groups].flatMap((group) => Object.keys(group));
  return knobs.refusedParameters.find((name) => names.includes(name));
}

function openAiEmbeddings(exchange: Exchange): void {
  const data = inputsOf(exchange).map((text, index) => {
    return { object: 'embedding', index, embedding: embeddingOf(text, exchange.knobs.embeddingDimensions) };
  });
  exchange.answer(200, { object: 'list', model: modelOf(exchange), data, usage: { prompt_tokens: 8, total_tokens: 8 } });
}

export async function inSlot(exchange: Exchange, state: ServerState, act: () => void | Promise<void>): Promise<void> {
  const give = await state.slots.take(exchange.knobs.parallel, exchange.left);
  try {
    if (!exchange.left.aborted) await act();
  } finally {
    give();
  }
}

/** Ollama drops the oldest non-system messages until the rest fits, and says nothing. */
function keptOf(messages: readonly Message[], window: number): Message[] {
  const kept = [...messages];
  while (promptTokensOf(kept) > window) {
    const oldest = kept.findIndex((message, index) => message.role !== 'system' && index < kept.length - 1);
    if (oldest < 0) break;
    kept.splice(oldest, 1);
  }
  return kept;
}

function contextOf(json: Record<string, unknown>, served: number): number {
  const options = json['options'] as { num_ctx?: unknown } | undefined;
  return typeof options?.num_ctx === 'number' ? Math.min(options.num_ctx, served) : served;
}

function modelOf({ json }: Exchange): string {
  return String(json['model'] ?? json['name'] ?? '');
}

function knowsModel(exchange: Exchange): boolean {
  const wanted = modelOf(exchange);
  return exchange.knobs.models.some((name) => name === wanted || name === `${wanted}:latest`);
}

function inputsOf({ json }: Exchange): string[] {
  const input = json['input'];
  return Array.isArray(input) ? input.map(String) : [String(input ?? '')];
}

function isTruthy(value: unknown): boolean {
  return value !== undefined && value !== false;
}
