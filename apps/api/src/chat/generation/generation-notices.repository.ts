import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Log } from '#platform/logging/log.js';
import { noticeIn, type NoticeKind } from './generation-notices.rules.js';

type Listener = (kind: NoticeKind | 'missed') => void;

/** Milliseconds before a lost connection is made again. */
const pause = 1_000;

/**
 * Hears what other instances say about generations. A notice can be lost with the connection, so after every reconnect all listeners
 * are told that they may have `missed` something.
 */
@Injectable()
export class GenerationNotices implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: pg.Client | null = null;
  private isWanted = true;
  private retry: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isWanted = false;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  /** Calls back for every notice about a generation, until the function that it answers is called. */
  about(generationId: string, listener: Listener): () => void {
    const listeners = this.listeners.get(generationId) ?? new Set();
    this.listeners.set(generationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(generationId) === listeners) this.listeners.delete(generationId);
    };
  }

  private async connect(): Promise<void> {
    const { url } = this.dataSource.options as { readonly url?: string };
    const client = new pg.Client({ connectionString: url, application_name: 'chat-man-notices', keepAlive: true });
    client.on('notification', ({ payload }) => this.hear(payload ?? ''));
    client.on('error', () => undefined); // `end` follows and reconnects
    client.on('end', () => this.reconnect(client));
    try {
      await client.connect();
      await client.query('LISTEN chat');
      this.client = client;
      for (const listeners of this.listeners.values()) for (const listener of listeners) listener('missed');
    } catch {
      this.reconnect(client);
    }
  }

  private reconnect(client: pg.Client): void {
    if (!this.isWanted || (this.client !== null && this.client !== client) || this.retry) return;
    this.client = null;
    this.log.warn('notices of other instances cannot be heard');
    void client.end().catch(() => undefined);
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.connect();
    }, pause).unref();
  }

  private hear(payload: string): void {
    const notice = noticeIn(payload);
    for (const id of notice?.ids ?? []) {
      for (const listener of this.listeners.get(id) ?? []) listener(notice!.kind);
    }
  }
}
