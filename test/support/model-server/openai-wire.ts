import { contentOf, tokensOf, type Knobs } from './knobs.js';
import type { WireFormat } from './script.js';

interface ChunkOptions {
  /** In an event of its own, in the last one that has a choice, as Mistral does it, or not at all. */
  readonly usageIn: 'own-event' | 'last-choice' | 'none';
}

/** Server-sent events as llama.cpp's server sends them: null content first, an empty delta last, then usage without choices. */
export function openAiStream(model: string, promptTokens: number, knobs: Knobs, { usageIn }: ChunkOptions): WireFormat {
  const frame = { id: 'chatcmpl-test', object: 'chat.completion.chunk', created: Math.floor(Date.now() / 1000), model };
  const end = knobs.singleNewlines ? '\n' : '\n\n';
  const event = (fields: object): string => `data: ${JSON.stringify({ ...frame, ...fields })}${end}`;
  const choice = (delta: object, finish: string | null = null, more: object = {}): string =>
    event({ choices: [{ index: 0, delta, ...finished(finish, knobs) }], ...more });
  return {
    contentType: 'text/event-stream',
    opening: () => choice({ role: 'assistant', content: null }),
    thinking: (token) => choice({ reasoning_content: token }),
    token: (token) => choice({ content: contentOf(token, knobs) }),
    toolCall: () =>
      choice({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'search', arguments: '{}' } }] }),
    error: (text) => `data: ${JSON.stringify({ error: { code: 500, message: text, type: 'server_error' } })}${end}`,
    closing: (tokens) =>
      choice(
        usageIn === 'last-choice' ? { content: '' } : {},
        knobs.toolCall ? 'tool_calls' : knobs.doneReason,
        usageIn === 'last-choice' ? { usage: usage(promptTokens, tokens, knobs) } : {},
      ) +
      (usageIn === 'own-event' && !knobs.omitCounts
        ? event({ choices: [], usage: usage(promptTokens, tokens, knobs), timings: { predicted_n: tokens } })
        : '') +
      `data: [DONE]${end}`,
    ping: `: ping${end}`,
    raw: (text) => `data: ${text}${end}`,
  };
}

export function openAiAnswer(model: string, promptTokens: number, knobs: Knobs): object {
  const tokens = tokensOf(knobs);
  return {
    id: 'chatcmpl-test',
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [
      { index: 0, message: { role: 'assistant', content: contentOf(tokens.join(''), knobs) }, finish_reason: knobs.doneReason },
    ],
    usage: usage(promptTokens, tokens.length, knobs),
  };
}

export function openAiModels(knobs: Knobs): object {
  if (knobs.listing === 'empty') return { object: 'list', data: [] };
  return { object: 'list', data: knobs.models.map((id) => ({ id, object: 'model', created: 1_760_000_000, owned_by: 'local' })) };
}

export function openAiTooLong(promptTokens: number, knobs: Knobs): object {
  return {
    error: {
      code: 400,
      message: `the request exceeds the available context size (${knobs.contextLength} tokens), try increasing it`,
      type: 'exceed_context_size_error',
      n_prompt_tokens: promptTokens,
      n_ctx: knobs.contextLength,
    },
  };
}

function finished(finish: string | null, { finishReason }: Knobs): object {
  if (finishReason === 'none') return {};
  return { finish_reason: finishReason === 'empty' ? '' : finish };
}

function usage(promptTokens: number, tokens: number, knobs: Knobs): object {
  const prompt = knobs.promptEvalCount ?? promptTokens;
  return { prompt_tokens: prompt, completion_tokens: tokens, total_tokens: prompt + tokens };
}
