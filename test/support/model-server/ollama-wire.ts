import { createHash } from 'node:crypto';
import { contentOf, tokensOf, wordsOf, type Knobs } from './knobs.js';
import type { WireFormat } from './script.js';

/** Ollama's native format: one JSON object a line, times in nanoseconds, zero values left out. */
export function ollamaStream(model: string, promptTokens: number, knobs: Knobs): WireFormat {
  const line = (fields: object): string =>
    `${JSON.stringify({ model, ...remote(model, knobs), created_at: new Date().toISOString(), ...fields })}\n`;
  return {
    contentType: 'application/x-ndjson',
    opening: () => '',
    thinking: (token) => line({ message: { role: 'assistant', content: '', thinking: token }, done: false }),
    token: (token) => line({ message: { role: 'assistant', content: contentOf(token, knobs) }, done: false }),
    toolCall: () =>
      line({
        message: { role: 'assistant', content: '', tool_calls: [{ function: { name: 'search', arguments: {} } }] },
        done: false,
      }),
    error: (text) => `${JSON.stringify({ error: text })}\n`,
    closing: (tokens) =>
      line({
        message: { role: 'assistant', content: '' },
        done: true,
        done_reason: knobs.doneReason,
        ...counts(promptTokens, tokens, knobs),
      }),
    ping: null,
    raw: (text) => `${text}\n`,
  };
}

export function ollamaAnswer(model: string, promptTokens: number, knobs: Knobs, withThinking: boolean): object {
  const tokens = tokensOf(knobs);
  const message = {
    role: 'assistant',
    content: contentOf(tokens.join(''), knobs),
    ...(withThinking ? { thinking: knobs.thinking } : {}),
  };
  return {
    model,
    created_at: new Date().toISOString(),
    message,
    done: true,
    done_reason: knobs.doneReason,
    ...counts(promptTokens, tokens.length, knobs),
  };
}

/** The answer to an empty `messages`: the model was only loaded, or with `keep_alive: 0` put away. */
export function ollamaLoadAnswer(model: string, reason: 'load' | 'unload'): object {
  const message = { role: 'assistant', content: '' };
  return { model, created_at: new Date().toISOString(), message, done: true, done_reason: reason };
}

function counts(promptTokens: number, tokens: number, knobs: Knobs): object {
  if (knobs.omitCounts) return {};
  const all = {
    total_duration: 1_000_000 * (tokens + 40),
    load_duration: 12_000_000,
    prompt_eval_count: knobs.promptEvalCount ?? promptTokens,
    prompt_eval_duration: 20_000_000,
    eval_count: tokens,
    eval_duration: 1_000_000 * tokens,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== 0));
}

export function ollamaTags(knobs: Knobs): object {
  if (knobs.listing === 'empty') return { models: [] };
  return {
    models: knobs.models.map((name) => ({
      ...listed(name),
      ...remote(name, knobs),
      modified_at: '2026-10-01T09:00:00Z',
      capabilities: capabilities(knobs),
    })),
  };
}

export function ollamaRunning(knobs: Knobs, loaded: readonly string[]): object {
  const models = loaded.map((name) => ({
    ...listed(name),
    expires_at: new Date(Date.now() + 300_000).toISOString(),
    size_vram: 0,
    context_length: knobs.contextLength,
  }));
  return { models };
}

export function ollamaShow(knobs: Knobs): object {
  return {
    template: '{{ .Prompt }}',
    parameters: 'stop "<|eot_id|>"',
    details: details(),
    model_info: {
      'general.architecture': 'llama',
      'llama.context_length': 131_072,
      'llama.embedding_length': knobs.embeddingDimensions,
    },
    capabilities: capabilities(knobs),
  };
}

export function ollamaPullLines(name: string): string[] {
  const digest = digestOf(name);
  const layer = { status: `pulling ${digest.slice(7, 19)}`, digest, total: 4096 };
  const steps = [
    { status: 'pulling manifest' },
    layer,
    { ...layer, completed: 1024 },
    { ...layer, completed: 4096 },
    { status: 'verifying sha256 digest' },
    { status: 'writing manifest' },
    { status: 'success' },
  ];
  return steps.map((step) => `${JSON.stringify(step)}\n`);
}

export function promptTokensOf(messages: readonly { readonly content?: unknown }[]): number {
  return messages.reduce((sum, message) => sum + 4 + Math.ceil(String(message.content ?? '').length / 4), 0);
}

/** A vector that depends on the words only, of length one, so that equal texts are equal and similar ones similar. */
export function embeddingOf(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of wordsOf(text.toLowerCase())) {
    const bytes = createHash('sha256').update(word.trim()).digest();
    const place = bytes.readUInt32BE(0) % dimensions;
    vector[place] = (vector[place] ?? 0) + (bytes[4]! < 128 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function remote(name: string, { remoteHost }: Knobs): object {
  return remoteHost === null ? {} : { remote_model: name, remote_host: remoteHost };
}

function listed(name: string): object {
  return { name, model: name, size: 2_019_393_189, digest: digestOf(name).slice(7), details: details() };
}

function digestOf(name: string): string {
  return `sha256:${createHash('sha256').update(name).digest('hex')}`;
}

function details(): object {
  return {
    parent_model: '',
    format: 'gguf',
    family: 'llama',
    families: ['llama'],
    parameter_size: '3.2B',
    quantization_level: 'Q4_K_M',
  };
}

function capabilities(knobs: Knobs): string[] {
  return ['completion', 'tools', ...(knobs.thinking === null ? [] : ['thinking'])];
}
