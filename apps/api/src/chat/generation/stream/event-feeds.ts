import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Actor } from '#platform/access/actor.js';
import { Notices } from '#platform/database/notices.js';
import { changeIn, liveChannel } from '#platform/events/live-events.rules.js';
import { unauthenticated, type Problem } from '#platform/http/problem.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Ticker } from '#platform/ticker.js';
import { AuthFacade } from '../../../auth/auth.facade.js';
import { EventFeed, type FeedOptions } from './event-feed.js';
import type { FollowedAnswer } from './live-answer.js';

/** Something a reader follows that can be cut off when the reader loses access. */
export interface Refusable {
  refuse(problem: Problem): void;
}

/** Milliseconds between checks whether the readers still have access. */
const interval = 5_000;

/** The open event streams of this instance. A reader who is signed out, disabled or demoted gets nothing more. */
@Injectable()
export class EventFeeds implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly open = new Map<EventFeed, Actor>();
  private readonly watched = new Map<Refusable, Actor>();
  private readonly ticker = new Ticker(
    interval,
    () => this.recheckAccess(),
    (error) => this.log.warn('readers cannot be checked', { error: errorName(error) }),
  );
  private unsubscribe: (() => void) | null = null;

  constructor(
    private readonly auth: AuthFacade,
    private readonly notices: Notices,
    private readonly log: Log,
  ) {}

  get count(): number {
    return this.open.size;
  }

  /** Signing out ends a stream immediately; expiry is found by polling. */
  onModuleInit(): void {
    this.unsubscribe = this.notices.subscribe(liveChannel, {
      onNotification: (payload) => {
        const change = changeIn(payload);
        if (change?.kind === 'session-ended' || change?.kind === 'account') void this.recheckAccess(change.personId);
      },
      onGap: () => void this.recheckAccess(),
    });
  }

  onApplicationBootstrap(): void {
    this.ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    this.unsubscribe?.();
    return this.ticker.stop();
  }

  start(actor: Actor, answer: FollowedAnswer, response: ServerResponse, options: FeedOptions): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no', // nginx would collect events otherwise
    });
    const feed = new EventFeed(answer, response, options);
    this.open.set(feed, actor);
    response.on('close', () => this.open.delete(feed));
    feed.send();
    if (!response.writableEnded) response.flushHeaders(); // when there is nothing to send yet, the reader sees at least that it is open
  }

  /** Cuts an answer in another form off, like a stream, when its reader loses access. Returns how to stop watching. */
  watch(actor: Actor, reading: Refusable): () => void {
    this.watched.set(reading, actor);
    return () => void this.watched.delete(reading);
  }

  /** Ends the streams of readers without access. Each session is checked once, however many streams it has. */
  async recheckAccess(personId?: string): Promise<void> {
    const allowed = new Map<string, Promise<boolean>>();
    for (const [feed, actor] of [...this.open, ...this.watched]) {
      if (personId !== undefined && actor.id !== personId) continue;
      const credential = actor.sessionId ?? actor.tokenId ?? actor.id;
      if (!allowed.has(credential)) allowed.set(credential, this.mayRead(actor));
      if (!(await allowed.get(credential))) feed.refuse(unauthenticated());
    }
  }

  /** While the database is down no one is disconnected: what they read is their own, and from memory. */
  private async mayRead(actor: Actor): Promise<boolean> {
    try {
      return await this.auth.isStillAllowed(actor, 'chat:converse');
    } catch (error) {
      this.log.warn('readers cannot be checked', { error: errorName(error) });
      return true;
    }
  }
}
