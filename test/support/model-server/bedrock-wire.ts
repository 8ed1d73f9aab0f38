import { awsEvent, awsException } from './aws-event-stream.js';
import type { Knobs } from './knobs.js';
import type { WireFormat } from './script.js';

const stopReasons: Partial<Record<Knobs['doneReason'], string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  content_filter: 'content_filtered',
};

/** Binary events of Bedrock's ConverseStream: the counts come after the end. */
export function bedrockStream(promptTokens: number, knobs: Knobs): WireFormat {
  const delta = (fields: object): Buffer => awsEvent('contentBlockDelta', { contentBlockIndex: 0, delta: fields });
  return {
    contentType: 'application/vnd.amazon.eventstream',
    opening: () => awsEvent('messageStart', { role: 'assistant' }),
    thinking: (token) => delta({ reasoningContent: { text: token } }),
    token: (token) => delta({ text: token }),
    toolCall: () =>
      awsEvent('contentBlockStart', { contentBlockIndex: 1, start: { toolUse: { toolUseId: 't1', name: 'search' } } }),
    error: (text) => awsException('throttlingException', text),
    closing: (tokens) =>
      Buffer.concat([
        awsEvent('contentBlockStop', { contentBlockIndex: 0 }),
        awsEvent('messageStop', {
          stopReason: knobs.toolCall ? 'tool_use' : (stopReasons[knobs.doneReason] ?? knobs.doneReason),
        }),
        awsEvent('metadata', {
          usage: { inputTokens: promptTokens, outputTokens: tokens, totalTokens: promptTokens + tokens },
          metrics: { latencyMs: 1 },
        }),
      ]),
    ping: null,
    raw: (text) => awsEvent('contentBlockDelta', text),
  };
}
