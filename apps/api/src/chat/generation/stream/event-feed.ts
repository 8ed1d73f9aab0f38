import type { ServerResponse } from 'node:http';
import type { GenerationEvent } from '#contracts/chat/chat.js';
import { problemDocument } from '#platform/http/problem.filter.js';
import type { Problem } from '#platform/http/problem.js';
import { messageDto } from '../../chat.mapper.js';
import type { FollowedAnswer, Phase } from './live-answer.js';

/** Milliseconds between two deltas to one reader. Also hides the sizes of single tokens, which would reveal the topic even through TLS. */
const deltaInterval = 50;
/** Milliseconds between comments that keep proxies from closing a quiet connection. */
const heartbeat = 15_000;

/** One timer for all feeds: those that have something to send are sent together. */
class DeltaClock {
  private readonly due = new Set<EventFeed>();
  private timer: NodeJS.Timeout | null = null;

  add(feed: EventFeed): void {
    this.due.add(feed);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      const feeds = [...this.due];
      this.due.clear();
      for (const one of feeds) one.send();
    }, deltaInterval);
  }
}
const deltaClock = new DeltaClock();

export interface FeedOptions {
  /** Length of what the reader has already, from `Last-Event-ID`. */
  readonly cursor: number;
  /** Whether text is shown before the answer is complete. */
  readonly streams: boolean;
}

/**
 * Sends one reader the events of one answer and then closes. The first text is sent immediately, further text at most every 50 ms. What a slow
 * reader cannot take stays in the answer, not in a buffer: the next delta is then longer.
 */
export class EventFeed {
  private cursor: number;
  private hasSentText = false;
  private phase: Phase | null = null;
  private position: number | null = null;
  private readonly leave: () => void;
  private readonly beat: NodeJS.Timeout;

  constructor(
    private readonly answer: FollowedAnswer,
    private readonly response: ServerResponse,
    private readonly options: FeedOptions,
  ) {
    this.cursor = options.cursor;
    this.leave = answer.onChange(() => this.changed());
    this.beat = setInterval(() => response.write(': still here\n\n'), heartbeat).unref();
    response.on('close', () => this.stop());
    response.on('drain', () => this.changed());
  }

  private changed(): void {
    if (this.hasSentText && !this.answer.ending) deltaClock.add(this);
    else this.send();
  }

  /** Everything that the reader does not have yet, as far as the connection takes it. */
  send(): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    const { ending } = this.answer;
    if (this.response.writableNeedDrain && !ending) return;
    const frames = this.stateFrames() + this.textFrame() + (ending ? this.endFrames() : '');
    if (!ending) {
      if (frames !== '') this.response.write(frames);
      return;
    }
    this.stop();
    this.response.end(frames);
  }

  /** The reader may not read on. */
  refuse(problem: Problem): void {
    this.stop();
    if (!this.response.writableEnded) this.response.end(frame({ event: 'error', data: problemDocument(problem) }));
  }

  private stateFrames(): string {
    const { position, phase, phaseSince, facts } = this.answer;
    let frames = '';
    if (position !== null && position !== this.position) frames += frame({ event: 'queued', data: { position } });
    if (phase !== null && phase !== this.phase) {
      const forMs = Math.round(performance.now() - phaseSince);
      frames += frame({ event: 'status', data: { phase, ...facts, forMs } });
    }
    [this.position, this.phase] = [position, phase];
    return frames;
  }

  private textFrame(): string {
    const { text, ending } = this.answer;
    if (text.length <= this.cursor || (!this.options.streams && !ending)) return '';
    const delta = text.since(this.cursor);
    this.cursor = text.length;
    this.hasSentText = true;
    return `id: ${this.cursor}\n${frame({ event: 'delta', data: { text: delta } })}`;
  }

  private endFrames(): string {
    const { message, problem, usage } = this.answer.ending!;
    let frames = '';
    if (message && message.citations.length > 0) frames += frame({ event: 'citations', data: { citations: message.citations } });
    if (problem) frames += frame({ event: 'error', data: problemDocument(problem) });
    if (message) frames += frame({ event: 'done', data: { status: message.status, usage, message: messageDto(message) } });
    return frames;
  }

  /** Sends no more; the connection is the caller's. */
  stop(): void {
    clearInterval(this.beat);
    this.leave();
  }
}

/** JSON has no raw line breaks, so one `data:` line always suffices. */
function frame({ event, data }: GenerationEvent): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
