import { Service, effect, inject } from '@angular/core';
import { Live } from '#contracts/health.js';
import { Connection } from './connection.js';
import { PortalApi } from './portal-api.js';

/** Half a second, doubling to ten: a short gap is bridged at once, a long one does not load the server. */
export function backoff(attempt: number): number {
  return Math.min(10_000, 500 * 2 ** attempt);
}

/** Knocks while the API cannot be reached, so that the page notices by itself when it is back. */
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

  private async knock(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      await this.connection.pause(backoff(attempt), signal);
      if (signal.aborted) return;
      await this.api.read('/health', Live, { background: true, signal }).catch(() => undefined);
    }
  }
}
