import { describe, expect, it } from 'vitest';
import { OpenAiReader } from './openai-reader.js';

function read(body: string) {
  const reader = new OpenAiReader();
  return [...body.split('\n').flatMap((line) => reader.line(line)), ...reader.end()];
}
const delta = (content: string) => `data: {"choices":[{"delta":{"content":"${content}"}}]}`;
const done = { type: 'done', reason: 'stop' } as const;
const failed = (code: string) => ({ type: 'error', code, retryable: false });
const token = (text: string) => ({ type: 'token', text });

describe('an answer as server-sent events', () => {
  it.each<[string, string, object[]]>([
    ['one event over two lines', 'data: {"choices":\ndata: [{"delta":{"content":"a"}}]}\n\ndata: [DONE]\n', [token('a'), done]],
    ['names, ids and times of events', `event: message\nid: 1\nretry: 5\n${delta('a')}\n\ndata: [DONE]`, [token('a'), done]],
    [
      'bare lines of JSON',
      '{"choices":[{"delta":{"content":"a"}}]}\n{"choices":[{"delta":{},"finish_reason":"stop"}]}',
      [token('a'), done],
    ],
    ['nothing but the end', 'data: [DONE]', [done]],
    ['a reason of its own', `${delta('a')}\n\ndata: {"choices":[{"delta":{},"finish_reason":"eos"}]}\n`, [token('a'), done]],
    ['a refusal in its own field', 'data: {"choices":[{"delta":{"refusal":"No."}}]}\n\ndata: [DONE]', [token('No.'), done]],
    ['an end without a reason', `${delta('a')}\n`, [token('a'), failed('answer-cut')]],
    ['an object that is cut', '{"choices":[{"message":\n', [failed('answer-cut')]],
    [
      'an event that says it is an error',
      'event: error\ndata: {"message":"CUDA out of memory"}',
      [failed('model-out-of-memory')],
    ],
    ['an object that says it is an error', '{"object":"error","message":"boom"}', [failed('model-failed')]],
    ['a page', '<!doctype html>', [failed('answer-malformed')]],
    ['plain words', 'Bad gateway', [failed('answer-malformed')]],
    ['nothing', '', [failed('answer-cut')]],
    ['a bracket too many', '}', [failed('answer-malformed')]],
    ['an event with a bracket too many', 'data: }', [failed('answer-malformed')]],
  ])('with %s', (_, body, events) => expect(read(body)).toEqual(events));
});
