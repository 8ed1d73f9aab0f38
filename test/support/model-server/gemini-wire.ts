import type { Knobs } from './knobs.js';
import type { WireFormat } from './script.js';

const finishReasons: Partial<Record<Knobs['doneReason'], string>> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  content_filter: 'SAFETY',
};

/** Server-sent events of Gemini's streamGenerateContent: each is a whole answer so far, with running totals. */
export function geminiStream(model: string, promptTokens: number, knobs: Knobs): WireFormat {
  let said = 0;
  const event = (fields: object): string =>
    `data: ${JSON.stringify({ ...fields, modelVersion: model, responseId: 'r1' })}\r\n\r\n`;
  const usage = (answered: number): object => ({
    promptTokenCount: promptTokens,
    candidatesTokenCount: answered,
    totalTokenCount: promptTokens + answered,
  });
  const part = (fields: object, more: object = {}): string =>
    event({ candidates: [{ content: { role: 'model', parts: [fields] }, index: 0, ...more }], usageMetadata: usage(said) });
  return {
    contentType: 'text/event-stream',
    opening: () => '',
    thinking: (token) => part({ text: token, thought: true }),
    token: (token) => {
      said += 1;
      return part({ text: token });
    },
    toolCall: () => part({ functionCall: { name: 'search', args: {} } }),
    error: (text) => `data: ${JSON.stringify({ error: { code: 503, message: text, status: 'UNAVAILABLE' } })}\r\n\r\n`,
    closing: (tokens) => {
      said = tokens;
      const finishReason = finishReasons[knobs.doneReason] ?? knobs.doneReason;
      return part({ text: '' }, { finishReason: knobs.toolCall ? 'MALFORMED_FUNCTION_CALL' : finishReason });
    },
    ping: null,
    raw: (text) => `data: ${text}\r\n\r\n`,
  };
}

/** What Gemini says, with status 200, to a prompt that its filters hold back. */
export function geminiBlocked(promptTokens: number): string {
  return `data: ${JSON.stringify({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: promptTokens } })}\r\n\r\n`;
}
