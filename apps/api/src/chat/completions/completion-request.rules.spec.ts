import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CompletionRequest } from '#contracts/chat/openai.js';
import { fits, promptMessages, samplingOf, unsupportedIn } from './completion-request.rules.js';

const question = [{ role: 'user', content: 'Hello' }];
const requestOf = (more: object): CompletionRequest => z.parse(CompletionRequest, { model: 'm', messages: question, ...more });
const pathsIn = (more: object): string[] => unsupportedIn(requestOf(more)).map(({ path }) => path);
const tool = { type: 'function', function: { name: 'search' } };

describe('what a request asks for beyond an answer', () => {
  it.each([
    [{ tools: [tool] }, ['tools']],
    [{ functions: [{ name: 'search' }], function_call: { name: 'search' } }, ['functions', 'function_call']],
    [{ tool_choice: 'required' }, ['tool_choice']],
    [{ n: 2 }, ['n']],
    [{ logprobs: true, top_logprobs: 3 }, ['logprobs', 'top_logprobs']],
    [{ response_format: { type: 'json_schema' } }, ['response_format']],
    [{ modalities: ['text', 'audio'], audio: { voice: 'x' } }, ['audio', 'modalities']],
    [
      { frequency_penalty: 0.5, presence_penalty: -1, logit_bias: { 50256: -100 } },
      ['logit_bias', 'frequency_penalty', 'presence_penalty'],
    ],
    [{ web_search_options: { search_context_size: 'low' } }, ['web_search_options']],
    [{ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:' } }] }] }, ['messages.0.content.0']],
    [{ messages: [...question, { role: 'tool', content: '42', tool_call_id: 'c' }] }, ['messages.1.role']],
    [{ messages: [...question, { role: 'assistant', content: null, tool_calls: [{ id: 'c' }] }] }, ['messages.1.tool_calls']],
  ])('%o is refused by name', (more, paths) => {
    expect(pathsIn(more)).toEqual(paths);
  });

  it.each([
    [{ tools: [], tool_choice: 'auto', functions: null, logit_bias: {}, parallel_tool_calls: false }],
    [{ n: 1, logprobs: false, top_logprobs: 0, frequency_penalty: 0, presence_penalty: null, response_format: { type: 'text' } }],
    [{ user: 'u', metadata: { a: 'b' }, store: true, service_tier: 'auto', reasoning_effort: 'low', something_new: [1] }],
    [{ messages: [{ role: 'user', name: 'bo', content: [{ type: 'text', text: 'Hello' }] }] }],
  ])('%o asks for nothing of the kind', (more) => {
    expect(pathsIn(more)).toEqual([]);
  });
});

describe('the messages for a model', () => {
  const texts = (messages: unknown[], instructions = ''): string[] =>
    promptMessages(requestOf({ messages }).messages, instructions).map(({ role, content }) => `${role}: ${content}`);

  it('begin with the organisation’s instructions, then those of the request, wherever they are', () => {
    const messages = [{ role: 'system', content: 'Be brief.' }, ...question, { role: 'developer', content: 'In verse.' }];
    expect(texts(messages, 'House rules.')).toEqual(['system: House rules.\n\nBe brief.\n\nIn verse.', 'user: Hello']);
  });

  it('alternate, without losing any', () => {
    const answer = { role: 'assistant', content: 'Hi' };
    expect(
      texts([
        ...question,
        {
          role: 'user',
          content: [
            { type: 'text', text: 'An' },
            { type: 'text', text: 'na' },
          ],
        },
        answer,
      ]),
    ).toEqual(['user: Hello\n\nAnna', 'assistant: Hi']);
  });

  it('do not fit a window that the answer needs', () => {
    const messages = promptMessages(requestOf({ messages: [{ role: 'user', content: 'word '.repeat(1000) }] }).messages, '');
    expect([fits(messages, 8192, 2048), fits(messages, 2048, 1024)]).toEqual([true, false]);
  });
});

describe('the sampling of a request', () => {
  const configured = { temperature: 0.7, topP: 0.9, topK: 40, maxTokens: 2048 };

  it('is that of the settings where the request says nothing', () => {
    expect(samplingOf(requestOf({ temperature: null, max_tokens: null, seed: null, stop: null }), configured)).toEqual(
      configured,
    );
  });

  it('takes what the request says, up to the length that the settings allow', () => {
    const more = { temperature: 0, top_p: 1, seed: 7, stop: ['\n'], max_completion_tokens: 50, max_tokens: 60 };
    expect(samplingOf(requestOf(more), configured)).toEqual({
      temperature: 0,
      topP: 1,
      topK: 40,
      seed: 7,
      stop: ['\n'],
      maxTokens: 50,
    });
    expect(samplingOf(requestOf({ max_tokens: 100_000, stop: 'x' }), configured)).toMatchObject({ maxTokens: 2048, stop: ['x'] });
  });
});
