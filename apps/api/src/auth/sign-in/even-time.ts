import { setTimeout as sleep } from 'node:timers/promises';

/** A timer that evens out response times, so that they reveal no more than the response. */
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
