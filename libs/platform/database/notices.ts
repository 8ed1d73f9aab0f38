import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { errorName, errorPlace } from '../logging/error-name.js';
import { Log } from '../logging/log.js';
import { RUNTIME_URL } from './pool/runtime-url.js';
import type { Tx } from './transactions.js';

export interface NotificationSubscriber {
  /** A notification came. Its payload holds ids and names of things only, and any role that may connect can have sent it. */
  onNotification(payload: string): void;
  /** Notifications may have been lost with the connection, or before there was one: reload. */
  onGap(): void;
}

/** What the connection of an instance that listens is called at the server: there is one an instance. */
export const noticesName = 'chat-man-notices';

/** Milliseconds: before a lost connection is made again, between two checks that it is alive, and the timeout of such a check. */
const pace = { retry: 1_000, check: 15_000, checkTimeout: 5_000 };

/** Messages between instances, by PostgreSQL's LISTEN and NOTIFY, over one connection per instance. */
@Injectable()
export class Notices implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscribers = new Map<string, Set<NotificationSubscriber>>();
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isWanted = true;

  constructor(
    @Inject(RUNTIME_URL) private readonly url: string,
    private readonly log: Log,
  ) {}

  /** Says something to all instances, this one too, once the transaction commits. Ids and names of things only: a notice is in the clear. */
  static async say(tx: Tx, channel: string, payload = ''): Promise<void> {
    await tx.query('SELECT pg_notify($1, $2)', [channel, payload]);
  }

  /** Subscribes to a channel (lower case letters and underscores) until the returned function is called. */
  subscribe(channel: string, subscriber: NotificationSubscriber): () => void {
    if (!/^[a-z_]+$/.test(channel)) throw new RangeError(`${channel} is no name of a channel.`);
    const known = this.subscribers.get(channel);
    const all = known ?? new Set();
    this.subscribers.set(channel, all.add(subscriber));
    if (!known && this.client) void this.listen(this.client, channel).catch(() => this.client?.end());
    return () => void all.delete(subscriber);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isWanted = false;
    clearTimeout(this.timer);
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: noticesName,
      connectionTimeoutMillis: pace.checkTimeout,
      query_timeout: pace.checkTimeout,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) =>
      this.dispatch(channel, (subscriber) => subscriber.onNotification(payload ?? '')),
    );
    client.on('error', () => undefined); // `end` follows
    try {
      await client.connect();
      for (const channel of this.subscribers.keys()) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      this.log.warn('notifications from other instances cannot be received', { error: errorName(error) });
      return this.again(client);
    }
    client.once('end', () => {
      if (!this.isWanted) return;
      this.log.warn('notifications from other instances are no longer received');
      this.again(client);
    });
    this.client = client;
    this.scheduleCheck(client);
    for (const channel of this.subscribers.keys()) this.dispatch(channel, (subscriber) => subscriber.onGap());
  }

  private async listen(client: pg.Client, channel: string): Promise<void> {
    await client.query(`LISTEN ${channel}`);
    this.dispatch(channel, (subscriber) => subscriber.onGap());
  }

  private again(lost: pg.Client): void {
    if (this.client === lost) this.client = null;
    clearTimeout(this.timer);
    void lost.end().catch(() => undefined);
    if (this.isWanted) this.timer = setTimeout(() => void this.connect(), pace.retry).unref();
  }

  /** A connection can die silently, and then no notification would ever arrive again. */
  private scheduleCheck(client: pg.Client): void {
    this.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.client === client && this.scheduleCheck(client),
        () => this.client === client && this.again(client),
      );
    }, pace.check).unref();
  }

  private dispatch(channel: string, deliver: (subscriber: NotificationSubscriber) => void): void {
    for (const subscriber of this.subscribers.get(channel) ?? []) {
      try {
        deliver(subscriber);
      } catch (error) {
        this.log.error('a notification was not processed', { channel, error: errorName(error), at: errorPlace(error) });
      }
    }
  }
}
