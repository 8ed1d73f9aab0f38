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

/**
 * Ollama's `/api/chat`: one JSON object a line, the last one with `done: true`. Counts of zero are left out there, so they may be
 * unknown. An error comes as a line of its own with status 200, and then no `done`. A server that does not stream sends the one object.
 */
export class OllamaReader implements AnswerReader {
  isFinished = false;
  private hasFailed = false;
  private hasToolCall = false;
  private readonly json = new JsonGatherer();

  line(line: string): readonly ProviderEvent[] {
    if (this.isFinished || this.hasFailed || line.trim() === '') return [];
    try {
      const fields = this.json.push(line);
      return fields ? this.object(fields) : [];
    } catch {
      return this.failed(malformed);
    }
  }

  end(): readonly ProviderEvent[] {
    return this.isFinished || this.hasFailed ? [] : this.failed(cut);
  }

  private object(fields: Fields): readonly ProviderEvent[] {
    const { error, message: said } = fields;
    if (error) return this.failed(failureInStream(errorWords(error)));
    const remote = textIn(fields['remote_host']);
    const message = fieldsOf(said);
    const content = saidIn(message?.['content']);
    if (!message || content === null) return this.failed(malformed);
    const thinking = textIn(message['thinking']);
    this.hasToolCall ||= isToolCall(message['tool_calls']);
    return [
      ...(remote === '' ? [] : [{ type: 'remote', host: remote } as const]),
      ...(thinking === '' ? [] : [{ type: 'thinking', text: thinking } as const]),
      ...content,
      ...(fields['done'] === true ? this.closing(fields) : []),
    ];
  }

  private closing(fields: Fields): readonly ProviderEvent[] {
    this.isFinished = true;
    const reason = fields['done_reason'] === 'length' ? 'length' : this.hasToolCall ? 'tool-call' : 'stop';
    return [
      { type: 'usage', promptTokens: countIn(fields['prompt_eval_count']), answerTokens: countIn(fields['eval_count']) },
      { type: 'done', reason },
    ];
  }

  private failed(event: ProviderEvent): readonly ProviderEvent[] {
    this.hasFailed = true;
    return [event];
  }
}
