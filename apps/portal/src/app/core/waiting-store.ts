import { Service, inject, signal } from '@angular/core';
import { Waiting } from '#contracts/auth/waiting.js';
import { PortalApi } from './api/portal-api.js';
import { poller } from './polling.js';
import { SessionApi } from './session/session-api.js';

/** However much somebody clicks, the numbers are asked for no more often than this by themselves. */
const atMostEvery = 10_000;
const whileLooking = 60_000;

/**
 * What waits for the person: asked for on a new page, when the window comes back into view, and once a minute while it is looked at. The
 * calls are no acts of the person, so they keep no session alive.
 */
@Service()
export class WaitingStore {
  private readonly api = inject(PortalApi);
  private readonly latest = signal<Waiting>({ notices: 0, approvals: 0, roleRequests: 0, alerts: 0 });
  private askedAt = 0;
  private asked = 0;

  constructor() {
    const first = inject(SessionApi).takeFirstWaiting();
    if (first !== null) {
      this.latest.set(first);
      this.askedAt = Date.now();
    }
    void poller({ look: () => this.refresh(), pace: () => 'calm', calmEvery: whileLooking }).start();
  }

  /** How much waits of these kinds together. */
  of(kinds: readonly (keyof Waiting)[] | undefined): number {
    return (kinds ?? []).reduce((sum, kind) => sum + this.latest()[kind], 0);
  }

  /** Unless it was just done. */
  async refresh(): Promise<void> {
    if (Date.now() - this.askedAt >= atMostEvery) await this.ask();
  }

  /** At once: something was decided or read. */
  async changed(): Promise<void> {
    await this.ask();
  }

  private async ask(): Promise<void> {
    this.askedAt = Date.now();
    const question = ++this.asked;
    try {
      const answer = await this.api.read('/auth/waiting', Waiting, { background: true });
      if (question === this.asked) this.latest.set(answer); // an older answer must not win over a newer one
    } catch {
      // The counts are optional: the page itself shows what is waiting, or why not.
    }
  }
}
