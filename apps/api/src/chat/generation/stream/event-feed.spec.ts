import { PassThrough } from 'node:stream';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureOf } from '../../chat.errors.js';
import type { MessageRecord } from '../../message/message-record.js';
import { EventFeed } from './event-feed.js';
import { LiveAnswer } from './live-answer.js';

const identity = { generationId: 'g', messageId: 'm', conversationId: 'c', ownerId: 'o' };
const usage = { promptTokens: 1, answerTokens: 2, durationMs: 3 };
const message = (content: string, status: MessageRecord['status'] = 'completed'): MessageRecord => {
  const rest = { citations: [], provenance: null, feedback: null, generationId: 'g', errorCode: null, createdAt: new Date(0) };
  return { id: 'm', conversationId: 'c', parentId: null, role: 'assistant', status, content, ...rest };
};

/** What a reader gets, one entry a frame: its event, its id, and the text of a delta. */
const reading = (answer: LiveAnswer, options: { cursor?: number; streams?: boolean } = {}) => {
  const socket = new PassThrough();
  const frames: string[] = [];
  socket.setEncoding('utf8').on('data', (text: string) => {
    for (const frame of text.split('\n\n').filter(Boolean)) {
      const data = JSON.parse(/^data: (.*)$/m.exec(frame)![1]!) as {
        text?: string;
        position?: number;
        phase?: string;
        code?: string;
      };
      const id = /^id: (.*)$/m.exec(frame)?.[1];
      frames.push(
        [/^event: (.*)$/m.exec(frame)![1], id, data.text ?? data.position ?? data.phase ?? data.code]
          .filter((part) => part !== undefined)
          .join(' '),
      );
    }
  });
  const feed = new EventFeed(answer, socket as unknown as ServerResponse, { cursor: 0, streams: true, ...options });
  feed.send();
  return { frames, socket };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a reader', () => {
  it('gets the first text immediately and the rest in batches', () => {
    const answer = new LiveAnswer(identity);
    const { frames } = reading(answer);
    for (const token of ['One', ' two', ' three']) answer.append(token);
    expect(frames).toEqual(['delta 3 One']);
    vi.advanceTimersByTime(50);
    expect(frames).toEqual(['delta 3 One', 'delta 13  two three']);
  });

  it('comes back with a cursor and gets the rest', () => {
    const answer = new LiveAnswer(identity, 'One two');
    expect(reading(answer, { cursor: 3 }).frames).toEqual(['delta 7  two']);
  });

  it('learns of place and phase once for each change', () => {
    const answer = new LiveAnswer(identity);
    const { frames } = reading(answer);
    answer.waitAt(2);
    answer.waitAt(1);
    answer.waitAt(1);
    answer.enter('searching');
    expect(frames).toEqual(['queued 2', 'queued 1', 'status searching']);
  });

  it('gets the last text, what went wrong, and the end', () => {
    const answer = new LiveAnswer(identity);
    const { frames, socket } = reading(answer);
    answer.append('One');
    answer.append(' two');
    answer.end({ message: message('One two', 'interrupted'), problem: failureOf('answer-cut'), usage });
    expect(frames).toEqual(['delta 3 One', 'delta 7  two', 'error answer-cut', 'done']);
    expect(socket.writableEnded).toBe(true);
  });

  it('gets nothing before the end where answers are not shown while they are written', () => {
    const answer = new LiveAnswer(identity);
    const { frames } = reading(answer, { streams: false });
    answer.append('One');
    vi.advanceTimersByTime(100);
    expect(frames).toEqual([]);
    answer.end({ message: message('One'), problem: null, usage });
    expect(frames).toEqual(['delta 3 One', 'done']);
  });

  it('is not written to after leaving', () => {
    const answer = new LiveAnswer(identity);
    const { frames, socket } = reading(answer);
    answer.append('One');
    socket.emit('close');
    socket.destroy();
    answer.append(' two');
    vi.advanceTimersByTime(50);
    answer.end({ message: message('One two'), problem: null, usage });
    expect(frames).toEqual(['delta 3 One']);
  });
});
