import { countIn, cut, fieldsOf, malformed, objectIn, textIn, type AnswerReader } from './answer-reader.js';
import type { ProviderEvent } from './llm-provider.js';

/**
 * Ollama's `/api/chat`: one JSON object a line, the last one with `done: true`. Counts of zero are left out there, so they may be
 * unknown. An error comes as a line of its own with status 200, and then no `done`.
 */
export class OllamaReader implements AnswerReader {
  readonly contentTypes = ['application/x-ndjson', 'application/json'];
  isFinished = false;
  private hasFailed = false;

  line(line: string): readonly ProviderEvent[] {
    if (this.isFinished || this.hasFailed || line === '') return [];
    const fields = objectIn(line);
    if (!fields) return this.failed(malformed);
    if ('error' in fields) return this.failed({ type: 'error', code: 'model-failed', retryable: false });
    const message = fieldsOf(fields['message']);
    if (!message) return this.failed(malformed);

    const events: ProviderEvent[] = [];
    const thinking = textIn(message['thinking']);
    if (thinking !== '') events.push({ type: 'thinking', text: thinking });
    const content = textIn(message['content']);
    if (content !== '') events.push({ type: 'token', text: content });
    if (fields['done'] === true) {
      this.isFinished = true;
      events.push({
        type: 'usage',
        promptTokens: countIn(fields['prompt_eval_count']),
        answerTokens: countIn(fields['eval_count']),
      });
      events.push({ type: 'done', reason: fields['done_reason'] === 'length' ? 'length' : 'stop' });
    }
    return events;
  }

  end(): readonly ProviderEvent[] {
    return this.isFinished || this.hasFailed ? [] : [cut];
  }

  private failed(event: ProviderEvent): readonly ProviderEvent[] {
    this.hasFailed = true;
    return [event];
  }
}
