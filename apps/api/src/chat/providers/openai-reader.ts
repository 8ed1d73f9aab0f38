import { countIn, cut, fieldsOf, malformed, objectIn, textIn, type AnswerReader, type Fields } from './answer-reader.js';
import type { ProviderEvent } from './llm-provider.js';

/**
 * `/v1/chat/completions` as server-sent events. The first delta may hold `content: null`, the last one nothing, and a chunk with the
 * usage has no choices at all. The reason for the end comes before the usage, so it is held back until `[DONE]` or the end of the body.
 */
export class OpenAiReader implements AnswerReader {
  readonly contentTypes = ['text/event-stream'];
  private data: string[] = [];
  private reason: 'stop' | 'length' | null = null;
  isFinished = false;
  private hasFailed = false;

  line(line: string): readonly ProviderEvent[] {
    if (this.isFinished || this.hasFailed || line.startsWith(':')) return [];
    if (line === '') return this.event();
    if (line.startsWith('data:')) this.data.push(line.slice(line[5] === ' ' ? 6 : 5));
    // Some servers report a failure as a bare JSON line within the stream.
    else if (line.startsWith('{')) return this.chunk(line);
    return [];
  }

  end(): readonly ProviderEvent[] {
    const owed = this.isFinished || this.hasFailed ? [] : this.event();
    return this.isFinished || this.hasFailed ? owed : [...owed, ...this.finished()];
  }

  private event(): readonly ProviderEvent[] {
    if (this.data.length === 0) return [];
    const data = this.data.join('\n');
    this.data = [];
    return data === '[DONE]' ? this.finished() : this.chunk(data);
  }

  private finished(): readonly ProviderEvent[] {
    if (!this.reason) return this.failed(cut);
    this.isFinished = true;
    return [{ type: 'done', reason: this.reason }];
  }

  private chunk(json: string): readonly ProviderEvent[] {
    const fields = objectIn(json);
    if (!fields) return this.failed(malformed);
    if (fields['error'] !== undefined && fields['error'] !== null) {
      return this.failed({ type: 'error', code: 'model-failed', retryable: false });
    }
    return [...this.choice(fields), ...usage(fields)];
  }

  private choice(fields: Fields): readonly ProviderEvent[] {
    const choices = fields['choices'];
    const choice = Array.isArray(choices) ? fieldsOf(choices[0]) : null;
    if (!choice) return [];
    if (typeof choice['finish_reason'] === 'string') this.reason = choice['finish_reason'] === 'length' ? 'length' : 'stop';
    const delta = fieldsOf(choice['delta']);
    if (!delta) return [];
    const thinking = textIn(delta['reasoning_content']) || textIn(delta['reasoning']);
    const content = textIn(delta['content']);
    return [
      ...(thinking === '' ? [] : [{ type: 'thinking', text: thinking } as const]),
      ...(content === '' ? [] : [{ type: 'token', text: content } as const]),
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
