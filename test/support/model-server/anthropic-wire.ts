import type { Knobs } from './knobs.js';
import type { WireFormat } from './script.js';

/** Server-sent events of Anthropic's messages: named events, the prompt counted at the beginning, the answer as a running total. */
export function anthropicStream(model: string, promptTokens: number, knobs: Knobs): WireFormat {
  const end = knobs.singleNewlines ? '\n' : '\n\n';
  const event = (type: string, fields: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}${end}`;
  const usage = { input_tokens: promptTokens, output_tokens: 1 };
  return {
    contentType: 'text/event-stream; charset=utf-8',
    opening: () =>
      event('message_start', {
        message: { id: 'msg_test', type: 'message', role: 'assistant', model, content: [], stop_reason: null, usage },
      }) + event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    thinking: (token) => event('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: token } }),
    token: (token) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: token } }),
    toolCall: () =>
      event('content_block_start', { index: 1, content_block: { type: 'tool_use', id: 'toolu_1', name: 'search', input: {} } }),
    error: (text) => event('error', { error: { type: 'overloaded_error', message: text } }),
    closing: (tokens) =>
      event('content_block_stop', { index: 0 }) +
      event('message_delta', {
        delta: { stop_reason: knobs.toolCall ? 'tool_use' : knobs.doneReason === 'stop' ? 'end_turn' : knobs.doneReason },
        usage: { output_tokens: tokens },
      }) +
      event('message_stop', {}),
    ping: event('ping', {}),
    raw: (text) => `event: content_block_delta\ndata: ${text}${end}`,
  };
}
