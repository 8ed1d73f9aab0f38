import { Service, computed, signal } from '@angular/core';

/** Whether the API can be reached: from the browser's own events and from what calls meet. */
@Service()
export class Connection {
  private readonly networkUp = signal(navigator.onLine);
  private readonly lastCallReached = signal(true);

  private readonly unanswered = signal(0);
  private readonly heldUntil = signal(0);
  private readonly now = signal(Date.now());
  private ticking: ReturnType<typeof setInterval> | undefined;

  /** Milliseconds for which calls still wait since too many were sent; 0 when they do not. */
  readonly heldFor = computed(() => Math.max(0, this.heldUntil() - this.now()));

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

  /** Calls wait for so long from now. */
  hold(ms: number): void {
    this.now.set(Date.now());
    this.heldUntil.update((until) => Math.max(until, Date.now() + ms));
    this.ticking ??= setInterval(() => {
      this.now.set(Date.now());
      if (this.heldFor() > 0) return;
      clearInterval(this.ticking);
      this.ticking = undefined;
    }, 500);
  }

  /** Resolves when calls may be sent again, or at once where the signal says that nobody waits any more. */
  async whileHeld(signal?: AbortSignal): Promise<void> {
    for (let left = this.heldUntil() - Date.now(); left > 0 && signal?.aborted !== true; left = this.heldUntil() - Date.now())
      await this.pause(left, signal);
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
