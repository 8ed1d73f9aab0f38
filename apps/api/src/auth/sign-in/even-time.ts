import { setTimeout as sleep } from 'node:timers/promises';

/** A stop-watch that evens out how long a call took, so that its time tells no more than its answer. */
export class EvenTime {
  private readonly start = performance.now();

  /** `step`: milliseconds; well above what the call usually takes. */
  constructor(private readonly step: number) {}

  /** Waits for the next whole multiple of the step since the start. */
  async pass(): Promise<void> {
    const elapsed = performance.now() - this.start;
    await sleep(Math.ceil(elapsed / this.step) * this.step - elapsed);
  }
}
