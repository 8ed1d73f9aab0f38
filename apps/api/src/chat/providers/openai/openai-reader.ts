import {
  countIn,
  cut,
  errorWords,
  fieldsOf,
  isToolCall,
  malformed,
  saidIn,
  textIn,
  type AnswerReader,
  type Fields,
} from '../wire/answer-reader.js';
import { JsonGatherer } from '../wire/json-gatherer.js';
import type { ProviderEvent } from '../llm-provider.js';
import { failureInStream } from '../refusal.rules.js';

type Reason = Extract<ProviderEvent, { type: 'done' }>['reason'];

const reasons: Readonly<Record<string, Reason>> = {
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  content_filter: 'filtered',
  safety: 'filtered',
  tool_calls: 'tool-call',
  function_call: 'tool-call',
};

/**
 * `/v1/chat/completions` as server-sent events, and as servers vary them. The first delta may hold `content: null`, the last one nothing,
 * and a chunk with the usage has no choices at all. The reason for the end comes before the usage, so it is held back until `[DONE]` or
 * the end of the body; it may be empty in every chunk, or missing. An event is read as soon as its JSON is whole: some servers put no empty
 * line between events, some send bare JSON, and some do not stream but send one object.
 */
export class OpenAiReader implements AnswerReader {
  isFinished = false;
  private reason: Reason | null = null;
  private hasFailed = false;
  private hasToolCall = false;
  private hasChoice = false;
  private hasOtherText = false;
  private isErrorEvent = false;
  private readonly json = new JsonGatherer();

  line(line: string): readonly ProviderEvent[] {
    if (this.isFinished || this.hasFailed || line.startsWith(':')) return [];
    if (line.trim() === '') return this.blank();
    if (line.startsWith('data:')) return this.data(line.slice(line[5] === ' ' ? 6 : 5));
    if (line.startsWith('event:')) this.isErrorEvent = line.slice(6).trim() === 'error';
    else if (this.json.isWaiting || /^\s*[{[]/u.test(line)) return this.data(line);
    else if (line.startsWith('<')) return this.failed(malformed);
    else if (!/^(?:id|retry):/u.test(line)) this.hasOtherText = true;
    return [];
  }

  end(): readonly ProviderEvent[] {
    if (this.isFinished || this.hasFailed) return [];
    if (this.hasOtherText && !this.hasChoice) return this.failed(malformed);
    return this.reason === null || this.json.isWaiting ? this.failed(cut) : this.finished(this.reason);
  }

  private blank(): readonly ProviderEvent[] {
    this.isErrorEvent = false;
    return [];
  }

  private data(data: string): readonly ProviderEvent[] {
    if (data.trim() === '[DONE]') return this.finished(this.reason ?? 'stop');
    if (data.trim() === '') return [];
    try {
      const fields = this.json.push(data);
      return fields ? this.chunk(fields) : [];
    } catch {
      return this.failed(malformed);
    }
  }

  private finished(reason: Reason): readonly ProviderEvent[] {
    this.isFinished = true;
    return [{ type: 'done', reason: reason === 'stop' && this.hasToolCall ? 'tool-call' : reason }];
  }

  private chunk(fields: Fields): readonly ProviderEvent[] {
    const error = fields['error'] ?? (this.isErrorEvent || fields['object'] === 'error' ? fields : null);
    if (error) return this.failed(failureInStream(errorWords(error)));
    const choices = fields['choices'];
    const choice = Array.isArray(choices) ? fieldsOf(choices[0]) : null;
    if (!choice) return usage(fields);
    this.hasChoice = true;
    const said = this.choice(choice);
    return said === null ? this.failed(malformed) : [...said, ...usage(fields)];
  }

  /** A chunk says `delta`; a server that does not stream says `message`, and then everything is there. */
  private choice(choice: Fields): readonly ProviderEvent[] | null {
    const whole = fieldsOf(choice['message']);
    const finish = textIn(choice['finish_reason']);
    if (finish !== '' || whole) this.reason = reasons[finish] ?? 'stop';
    const said = fieldsOf(choice['delta']) ?? whole ?? { content: choice['text'] };
    this.hasToolCall ||= isToolCall(said['tool_calls']) || isToolCall(said['function_call']);
    const content = saidIn(said['content']);
    if (content === null) return null;
    const thinking = textIn(said['reasoning_content']) || textIn(said['reasoning']);
    const refusal = textIn(said['refusal']);
    return [
      ...(thinking === '' ? [] : [{ type: 'thinking', text: thinking } as const]),
      ...content,
      ...(refusal === '' ? [] : [{ type: 'token', text: refusal } as const]),
    ];
  }

  private failed(event: ProviderEvent): readonly ProviderEvent[] {
    this.hasFailed = true;
    return [event];
  }
}

function usage(fields: Fields): readonly ProviderEvent[] {
  const counts = fieldsOf(fields['usage']);
  if (!counts) return [];
  return [{ type: 'usage', promptTokens: countIn(counts['prompt_tokens']), answerTokens: countIn(counts['completion_tokens']) }];
}
