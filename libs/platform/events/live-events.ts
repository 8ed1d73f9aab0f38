import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Actor } from '../access/actor.js';
import { AUTHENTICATOR, type Authenticator } from '../access/ports.js';
import { Notices } from '../database/notices.js';
import { problem } from '../http/problem.js';
import { Ids } from '../ids.js';
import { errorName } from '../logging/error-name.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { Ticker } from '../ticker.js';
import { changeIn, eventFor, liveChannel, type Change } from './live-events.rules.js';
import { LiveStream } from './live-stream.js';
import { RecentChanges } from './recent-changes.js';

/** Milliseconds. A page without an event for twice the heartbeat knows that it is cut off; expired sessions are found by polling. */
const pace = { heartbeat: 2_000, recheck: 5_000 };
/** Changes that are remembered for readers who come back: ids, some 200 bytes each. */
const remembered = 4_000;
/** Streams of one account on one instance. A browser needs one, however many tabs it has. */
export const mostStreams = 20;

export const tooManyStreams = problem(
  'rate-limited',
  'too-many-streams',
  'This account has reached its limit of live event connections. Close one of them first.',
);

/** Notifies open pages of changes on any instance. Ids only: each page fetches what it may see. */
@Injectable()
export class LiveEvents implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly open = new Set<LiveStream>();
  private readonly recent: RecentChanges;
  private heartbeat: NodeJS.Timeout | undefined;
  private readonly ticker = new Ticker(
    pace.recheck,
    () => this.look(),
    (error) => this.log.warn('readers of live events cannot be checked', { error: errorName(error) }),
  );
  private unsubscribe: (() => void) | null = null;

  constructor(
    private readonly notices: Notices,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    private readonly ids: Ids,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.recent = new RecentChanges(remembered, ids.next());
    metrics.gauge('live_event_streams', 'Pages and programs subscribed to live events on this instance.', () => this.open.size);
  }

  onModuleInit(): void {
    this.unsubscribe = this.notices.subscribe(liveChannel, {
      onNotification: (payload) => {
        const change = changeIn(payload);
        if (change) this.broadcast(change);
      },
      onGap: () => this.missed(),
    });
  }

  onApplicationBootstrap(): void {
    this.heartbeat = setInterval(() => this.beat(), pace.heartbeat).unref();
    this.ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    this.unsubscribe?.();
    clearInterval(this.heartbeat);
    for (const stream of this.open) stream.end();
    return this.ticker.stop();
  }

  /** Follows until the reader leaves or may not read on. @throws Problem `too-many-streams` */
  follow(actor: Actor, lastEventId: string | undefined, response: ServerResponse): void {
    if (this.of(actor.id).length >= mostStreams) throw tooManyStreams({ retryAfter: 10 });
    const stream = new LiveStream(actor, response);
    this.open.add(stream);
    stream.onClose(() => this.open.delete(stream));
    const missed = lastEventId === undefined ? [] : this.recent.after(lastEventId);
    for (const change of missed ?? []) this.send(stream, change);
    stream.send({ event: missed === null ? 'refetch' : 'ready', data: {} }, this.recent.newestId);
  }

  /** Ends the streams of readers without access, and updates the permissions of the others. Each session is checked once. */
  async look(streams: Iterable<LiveStream> = [...this.open]): Promise<void> {
    const asked = new Map<string, Promise<Actor | null>>();
    for (const stream of streams) {
      const { actor } = stream;
      const way = actor.sessionId ?? actor.tokenId ?? actor.id;
      if (!asked.has(way)) asked.set(way, this.actorNow(actor));
      const now = await asked.get(way)!;
      if (now?.permissions.has('account:own')) stream.actor = now;
      else this.dismiss(stream);
    }
  }

  private broadcast(change: Change): void {
    this.recent.add(change);
    for (const stream of this.open) this.send(stream, change);
    if (change.kind === 'account') void this.look(this.of(change.personId));
  }

  private send(stream: LiveStream, change: Change): void {
    const event = eventFor(stream.actor, change);
    if (!event) return;
    stream.send(event, change.id);
    if (event.event === 'session-ended') stream.end();
  }

  private dismiss(stream: LiveStream): void {
    stream.send({ event: 'session-ended', data: {} }, this.recent.newestId);
    stream.end();
  }

  /** The connection to the database was lost for a while: notifications may have been missed. */
  private missed(): void {
    this.recent.forget(this.ids.next());
    for (const stream of this.open) stream.send({ event: 'refetch', data: {} }, this.recent.newestId);
    void this.look();
  }

  /** With the newest id, so that a reader without events of its own can resume from here too. */
  private beat(): void {
    for (const stream of this.open) stream.send({ event: 'heartbeat', data: {} }, this.recent.newestId);
  }

  private of(accountId: string): LiveStream[] {
    return [...this.open].filter(({ actor }) => actor.id === accountId);
  }

  /** While the database is down no one is disconnected: a stream holds ids only, and access is checked when they are fetched. */
  private async actorNow(actor: Actor): Promise<Actor | null> {
    try {
      return await this.authenticator.actorNow(actor);
    } catch (error) {
      this.log.warn('readers of live events cannot be checked', { error: errorName(error) });
      return actor;
    }
  }
}
