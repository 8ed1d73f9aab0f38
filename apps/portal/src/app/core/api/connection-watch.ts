import { Service, effect, inject } from '@angular/core';
import { Live } from '#contracts/health.js';
import { Connection } from './connection.js';
import { PortalApi } from './portal-api.js';

/** Half a second, doubling to four: a short gap is bridged at once, and a long one is over soon after it ends. */
export function backoff(attempt: number): number {
  return Math.min(4_000, 500 * 2 ** attempt);
}

/** Milliseconds in which a server that is there says so. */
const answersWithin = 1_500;

/** Polls while the API is unreachable, so that the page notices by itself when it is back. */
@Service()
export class ConnectionWatch {
  private readonly api = inject(PortalApi);
  private readonly connection = inject(Connection);

  constructor() {
    effect((onCleanup) => {
      if (this.connection.online()) return;
      const stop = new AbortController();
      onCleanup(() => stop.abort());
      void this.knock(stop.signal);
    });
  }

  /** Whether the API responds now, for callers that have reason to doubt it. */
  async look(signal?: AbortSignal): Promise<boolean> {
    const limit = AbortSignal.timeout(answersWithin);
    try {
      await this.api.read('/health', Live, { background: true, signal: signal ? AbortSignal.any([signal, limit]) : limit });
      return true;
    } catch {
      if (signal?.aborted !== true) this.connection.missed();
      return false;
    }
  }

  private async knock(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      await this.connection.pause(backoff(attempt), signal);
      if (signal.aborted) return;
      await this.look(signal);
    }
  }
}
