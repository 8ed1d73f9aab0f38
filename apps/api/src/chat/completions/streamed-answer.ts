import type { ServerResponse } from 'node:http';
import type { CompletionUsage, FinishReason } from '#contracts/chat/openai.js';
import { openAiError } from '#platform/http/openai-error.rules.js';
import { Problem } from '#platform/http/problem.js';
import { failureOf } from '../chat.errors.js';
import type { CompletionAnswer } from './completion-answer.js';
import { chunkOf, usageChunkOf, type CompletionFrame } from './completion-shapes.rules.js';

/** Milliseconds between two chunks. Also hides the sizes of single tokens, which through TLS would tell of the topic. */
const chunkInterval = 50;
/** Milliseconds for which a failure is still answered with its status. Then the stream begins, or a proxy would close a quiet connection. */
const openWithin = 10_000;
const heartbeat = 15_000;

/**
 * The answer as server-sent events, as OpenAI's clients read them: the role first, the reason for the end in the last chunk that has a choice,
 * then the usage where it was asked for, then `[DONE]`. A failure is an event with an error, and the end.
 */
export class StreamedAnswer implements CompletionAnswer {
  private pending = '';
  private isOpen = false;
  private hasSentText = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly opening = setTimeout(() => this.open(), openWithin).unref();
  private readonly beat = setInterval(() => this.isOpen && this.send(': still here\n\n'), heartbeat).unref();

  constructor(
    private readonly response: ServerResponse,
    private readonly frame: CompletionFrame,
    private readonly options: { readonly includesUsage: boolean; readonly streams: boolean },
  ) {
    response.once('close', () => this.stop());
    response.on('drain', () => this.flush());
  }

  write(text: string): void {
    this.pending += text;
    if (!this.options.streams || this.pending === '') return;
    if (!this.hasSentText) return this.flush();
    this.timer ??= setTimeout(() => this.flush(), chunkInterval);
  }

  finish(reason: FinishReason, usage: CompletionUsage): void {
    this.stop();
    this.open();
    this.sendText();
    this.event(chunkOf(this.frame, {}, reason));
    if (this.options.includesUsage) this.event(usageChunkOf(this.frame, usage));
    this.send('data: [DONE]\n\n');
    this.response.end();
  }

  hasFailed(error: unknown): boolean {
    this.stop();
    if (!this.isOpen) return false;
    this.sendText();
    this.event(openAiError(error instanceof Problem ? error : failureOf('answer-failed')).body);
    this.response.end();
    return true;
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.pending === '' || this.response.writableEnded || this.response.destroyed) return;
    if (this.response.writableNeedDrain) return; // what a slow reader cannot take makes the next chunk longer
    this.open();
    this.sendText();
  }

  private open(): void {
    if (this.isOpen || this.response.destroyed) return;
    this.isOpen = true;
    this.response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no', // nginx would collect events otherwise
    });
    this.event(chunkOf(this.frame, { role: 'assistant', content: '' }));
  }

  private sendText(): void {
    if (this.pending === '') return;
    this.hasSentText = true;
    this.event(chunkOf(this.frame, { content: this.pending }));
    this.pending = '';
  }

  /** Where the usage comes, every other chunk says that it has none. */
  private event(data: object): void {
    const nothingYet = this.options.includesUsage && 'choices' in data && !('usage' in data) ? { usage: null } : {};
    this.send(`data: ${JSON.stringify({ ...data, ...nothingYet })}\n\n`);
  }

  /** A reader who has left takes nothing more; writing to them would be an error of the stream. */
  private send(frame: string): void {
    if (!this.response.destroyed && !this.response.writableEnded) this.response.write(frame);
  }

  private stop(): void {
    clearTimeout(this.opening);
    clearInterval(this.beat);
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
