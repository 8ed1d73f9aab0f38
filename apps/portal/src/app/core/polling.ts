import { DestroyRef, inject } from '@angular/core';
import { Connection } from './api/connection.js';

/** `quick`: work is under way that somebody waits for. `calm`: something may have changed. `end`: nobody needs to know any more. */
export type Pace = 'quick' | 'calm' | 'end';

export interface Polling {
  /** One look. If it fails, the next one follows all the same: a line that is down for a moment is no reason to give up. */
  readonly look: () => Promise<unknown>;
  /** Asked before every pause. */
  readonly pace: () => Pace;
  /** Milliseconds between calm looks. They wait while the page is hidden, and come at once when it is seen again. */
  readonly calmEvery?: number;
}

/** Soon at first, for what is short; then every three seconds, a fifth of what one address may ask in a minute. */
const quickPauses = [300, 700, 1500, 3000];

/** Looks again and again at what changes on the server. For a store, or for a page, which ends it when it is left. */
export function poller(polling: Polling): Poller {
  const made = new Poller(polling, inject(Connection));
  inject(DestroyRef).onDestroy(() => made.stop());
  return made;
}

/** At most one loop at a time. */
export class Poller {
  private running: AbortController | null = null;

  constructor(
    private readonly polling: Polling,
    private readonly connection: Connection,
  ) {}

  get isRunning(): boolean {
    return this.running !== null;
  }

  /** Ends a loop that is running and begins another one, with a pause. Resolves to whether it ended by itself. */
  async start(): Promise<boolean> {
    this.stop();
    const running = new AbortController();
    this.running = running;
    let quick = 0;
    for (let pace = this.polling.pace(); pace !== 'end'; pace = this.polling.pace()) {
      if (pace === 'quick') await this.connection.pause(quickPauses[quick] ?? 0, running.signal);
      else await this.calmPause(running.signal);
      quick = pace === 'quick' ? Math.min(quick + 1, quickPauses.length - 1) : 0;
      if (!running.signal.aborted) await this.polling.look().catch(() => undefined);
      if (running.signal.aborted) return false;
    }
    this.running = null;
    return true;
  }

  stop(): void {
    this.running?.abort();
    this.running = null;
  }

  private async calmPause(stopped: AbortSignal): Promise<void> {
    const over = new AbortController();
    const end = () => over.abort();
    const look = () => document.hidden || end();
    stopped.addEventListener('abort', end);
    document.addEventListener('visibilitychange', look);
    await this.connection.pause(this.polling.calmEvery ?? 60_000, over.signal);
    if (document.hidden && !over.signal.aborted) await new Promise((resolve) => over.signal.addEventListener('abort', resolve));
    document.removeEventListener('visibilitychange', look);
    stopped.removeEventListener('abort', end);
  }
}
