import type { CompletionMessage, CompletionRequest } from '#contracts/chat/openai.js';
import { templateReserve, tokensOf } from '../prompt/prompt.rules.js';
import type { PromptMessage, Sampling } from '../providers/llm-provider.js';

export interface Unsupported {
  readonly path: string;
  readonly message: string;
}

const noTools = 'Chat Man calls no tools.';
const refusedFields: readonly (readonly [keyof CompletionRequest, string])[] = [
  ['tools', noTools],
  ['tool_choice', noTools],
  ['functions', noTools],
  ['function_call', noTools],
  ['audio', 'Answers are text.'],
  ['logit_bias', 'Probabilities of single tokens cannot be changed.'],
  ['web_search_options', 'Chat Man does not search the web.'],
];

/** What a request asks for that would be left out of the answer without a word. Unknown fields and mere hints are not among it. */
export function unsupportedIn(request: CompletionRequest): Unsupported[] {
  const refused = refusedFields
    .filter(([field]) => asksForSomething(request[field]))
    .map(([path, message]) => ({ path, message }));
  const other: readonly (readonly [boolean, keyof CompletionRequest, string])[] = [
    [(request.n ?? 1) > 1, 'n', 'There is one answer to a request.'],
    [request.logprobs === true, 'logprobs', 'Probabilities of tokens are not reported.'],
    [(request.top_logprobs ?? 0) > 0, 'top_logprobs', 'Probabilities of tokens are not reported.'],
    [(request.frequency_penalty ?? 0) !== 0, 'frequency_penalty', 'Only 0 is supported.'],
    [(request.presence_penalty ?? 0) !== 0, 'presence_penalty', 'Only 0 is supported.'],
    [(request.response_format?.type ?? 'text') !== 'text', 'response_format', 'Only text is supported.'],
    [(request.modalities ?? []).some((each) => each !== 'text'), 'modalities', 'Only text is supported.'],
  ];
  return [
    ...refused,
    ...other.filter(([isAsked]) => isAsked).map(([, path, message]) => ({ path, message })),
    ...request.messages.flatMap(unsupportedInMessage),
  ];
}

function unsupportedInMessage({ role, content, tool_calls, function_call }: CompletionMessage, at: number): Unsupported[] {
  if (role === 'tool' || role === 'function') return [{ path: `messages.${at}.role`, message: noTools }];
  if (asksForSomething(tool_calls)) return [{ path: `messages.${at}.tool_calls`, message: noTools }];
  if (asksForSomething(function_call)) return [{ path: `messages.${at}.function_call`, message: noTools }];
  if (!Array.isArray(content)) return [];
  return content.flatMap(({ type, text }, part) =>
    type === 'text' && typeof text === 'string'
      ? []
      : [{ path: `messages.${at}.content.${part}`, message: 'Only parts of the type text are supported.' }],
  );
}

/** Clients send null, an empty list, an empty object or the default by name for nothing. */
function asksForSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === 'none' || value === 'auto') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/**
 * The messages as every model takes them: instructions at the beginning, those of the organisation first, and then turns that alternate.
 * Nothing is left out.
 */
export function promptMessages(messages: readonly CompletionMessage[], instructions: string): PromptMessage[] {
  const isSystem = ({ role }: CompletionMessage): boolean => role === 'system' || role === 'developer';
  const system = [instructions, ...messages.filter(isSystem).map(textOf)].filter((text) => text.trim() !== '').join('\n\n');
  const turns: PromptMessage[] = [];
  for (const message of messages.filter((each) => !isSystem(each))) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const last = turns.at(-1);
    if (last?.role === role) turns[turns.length - 1] = { role, content: `${last.content}\n\n${textOf(message)}` };
    else turns.push({ role, content: textOf(message) });
  }
  return [...(system === '' ? [] : [{ role: 'system', content: system } as const]), ...turns];
}

function textOf({ content }: CompletionMessage): string {
  return Array.isArray(content) ? content.map(({ text }) => text ?? '').join('') : (content ?? '');
}

export function fits(messages: readonly PromptMessage[], contextTokens: number, maxTokens: number): boolean {
  return tokensOf(messages) <= contextTokens - maxTokens - templateReserve;
}

/** What the request says, else what the settings say; an answer is never longer than these allow. */
export function samplingOf(request: CompletionRequest, configured: Sampling): Sampling {
  const { stop, seed } = request;
  const stops = stopsOf(stop);
  return {
    ...configured,
    temperature: request.temperature ?? configured.temperature,
    topP: request.top_p ?? configured.topP,
    maxTokens: Math.min(request.max_completion_tokens ?? request.max_tokens ?? configured.maxTokens, configured.maxTokens),
    ...(seed === null || seed === undefined ? {} : { seed }),
    ...(stops.length === 0 ? {} : { stop: stops }),
  };
}

function stopsOf(stop: CompletionRequest['stop']): readonly string[] {
  if (stop === null || stop === undefined) return [];
  return typeof stop === 'string' ? [stop] : stop;
}
