import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { LiveEvent } from '#contracts/events.js';
import { Connection } from '../api/connection.js';
import { EventStreamApi } from '../api/event-stream-api.js';
import { nextTask } from '../next-task.js';
import { Session } from '../session/session.js';
import { Tabs } from './tabs.js';

type Kind = LiveEvent['event'];
type DataOf<K extends Kind> = Extract<LiveEvent, { event: K }>['data'];

/** The API sends something every two seconds. Silence for this long means a dead connection, though neither end noticed. */
const longestSilence = 3_200;
/** A tab that listens for all and has been put to sleep by its browser says nothing either; then another one takes its place. */
const longestSleep = 15_000;
const lockName = 'chat-man-live';

/**
 * What changed elsewhere, as it happens: in other tabs, on other devices, by an administrator. One tab of a browser listens and tells the
 * others, since a browser opens few connections to one place. Where it knows no locks (pages without TLS), each tab in view listens.
 */
@Service()
export class Live {
  private readonly streams = inject(EventStreamApi);
  private readonly connection = inject(Connection);
  private readonly session = inject(Session);
  private readonly tabs = inject(Tabs);
  private readonly listeners = new Map<Kind, Set<(data: never) => void>>();
  private lastId = '';
  private lastEventAt = Date.now();
  private locksHeld = 0;
  private inView = new AbortController();

  constructor() {
    this.on('session-ended', () => void this.session.check());
    this.on('account', () => void this.session.check());
    this.on('refetch', () => void this.session.check());
    this.tabs.subscribe((news) => {
      if (news.kind === 'event') this.take(news.event, news.id);
      if (news.kind === 'line') this.noteLine(news.up);
    });
    if ('locks' in navigator) {
      void this.queue();
      setInterval(() => this.wakeUp(), 2_000);
    } else {
      document.addEventListener('visibilitychange', () => this.listenInView());
      this.listenInView();
    }
  }

  /** Calls back for every event of a kind until the returned function is called. */
  on<K extends Kind>(kind: K, act: (data: DataOf<K>) => void): () => void {
    const all = this.listeners.get(kind) ?? new Set();
    this.listeners.set(kind, all.add(act as (data: never) => void));
    return () => void all.delete(act as (data: never) => void);
  }

  /** Listens whenever this tab holds the lock. */
  private async queue(): Promise<void> {
    await nextTask(); // the page that is live is being made
    for (;;) await this.holdLock({});
  }

  /** Settles when the lock is gone: another tab stole it because this one had slept. */
  private async holdLock(options: LockOptions): Promise<void> {
    const held = new AbortController();
    const listens = async (): Promise<void> => {
      this.locksHeld += 1;
      await this.listen(held.signal).finally(() => (this.locksHeld -= 1));
    };
    await navigator.locks.request(lockName, options, listens).catch(() => undefined);
    held.abort();
  }

  private wakeUp(): void {
    if (this.locksHeld > 0 || document.hidden || Date.now() - this.lastEventAt < longestSleep) return;
    this.lastEventAt = Date.now();
    void this.holdLock({ steal: true });
  }

  private listenInView(): void {
    this.inView.abort();
    if (document.hidden) return;
    this.inView = new AbortController();
    void this.listen(this.inView.signal);
  }

  private async listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const item of this.streams.follow('/events', this.lastId, signal, longestSilence)) {
          if (item.kind === 'event') this.onEvent(item.message.event, item.message.data, item.message.id ?? this.lastId);
          else this.reportLine();
        }
      } catch {
        // Refused, for instance because the session has ended, which the session handles. Otherwise try again.
      }
      await this.connection.pause(2_000, signal);
    }
  }

  private onEvent(event: string | undefined, data: string, id: string): void {
    const parsed = z.safeParse(LiveEvent, { event, data: json(data) });
    if (!parsed.success) return;
    this.take(parsed.data, id);
    this.tabs.say({ kind: 'event', event: parsed.data, id });
  }

  private take(event: LiveEvent, id: string): void {
    this.lastId = id;
    this.lastEventAt = Date.now();
    this.connection.reached();
    for (const act of this.listeners.get(event.event) ?? []) act(event.data as never);
  }

  private reportLine(): void {
    this.tabs.say({ kind: 'line', up: this.connection.online() });
  }

  /** A tab whose own calls still work does not go by what another one met; it looks for itself. */
  private noteLine(up: boolean): void {
    this.lastEventAt = Date.now();
    if (!up) this.connection.missed();
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
