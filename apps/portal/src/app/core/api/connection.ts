import { Service, computed, signal } from '@angular/core';

/** Whether the API can be reached: from the browser's own events and from what calls meet. */
@Service()
export class Connection {
  private readonly networkUp = signal(navigator.onLine);
  private readonly lastCallReached = signal(true);

  private readonly unanswered = signal(0);

  /** Whether something was sent whose answer got lost, and is being asked about. */
  readonly isChecking = computed(() => this.unanswered() > 0);
  readonly online = computed(() => this.networkUp() && this.lastCallReached());

  constructor() {
    addEventListener('online', () => {
      this.networkUp.set(true);
      this.lastCallReached.set(true);
    });
    addEventListener('offline', () => this.networkUp.set(false));
  }

  reached(): void {
    this.lastCallReached.set(true);
  }

  missed(): void {
    this.lastCallReached.set(false);
  }

  /** Tells the person, for as long as `work` lasts, that the outcome of something is being looked up. */
  async whileChecking<Result>(work: () => Promise<Result>): Promise<Result> {
    this.unanswered.update((count) => count + 1);
    try {
      return await work();
    } finally {
      this.unanswered.update((count) => count - 1);
    }
  }

  /** Resolves after `ms`, or at once when the network comes back. */
  pause(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener('online', done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      addEventListener('online', done);
      signal?.addEventListener('abort', done);
    });
  }
}
