import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { EventFeed, type FeedOptions } from './event-feed.js';
import type { FollowedAnswer } from './live-answer.js';

/** The event streams that are open on this instance. */
@Injectable()
export class EventFeeds implements BeforeApplicationShutdown {
  private readonly open = new Set<ServerResponse>();

  get count(): number {
    return this.open.size;
  }

  start(answer: FollowedAnswer, response: ServerResponse, options: FeedOptions): void {
    this.open.add(response);
    response.on('close', () => this.open.delete(response));
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no', // nginx would collect events otherwise
    });
    new EventFeed(answer, response, options).send();
    if (!response.writableEnded) response.flushHeaders(); // when there is nothing to send yet, the reader sees at least that it is open
  }

  /** The server cannot close while streams are open. Their readers come back with their cursors, to this instance or another. */
  beforeApplicationShutdown(): void {
    for (const response of this.open) response.end();
  }
}
