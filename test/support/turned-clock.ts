import { Clock } from '../../libs/platform/clock.js';

/** A clock that goes with the real one until it is turned forward. */
export class TurnedClock extends Clock {
  private ahead = 0;
  private stoodAt: number | null = null;

  override now(): Date {
    return new Date((this.stoodAt ?? super.now().getTime()) + this.ahead);
  }

  /** Keeps the time that the work itself takes off the clock. */
  async whileStanding(work: () => Promise<void>): Promise<void> {
    this.stoodAt = super.now().getTime();
    try {
      await work();
    } finally {
      this.stoodAt = null;
    }
  }

  turn({ hours = 0, minutes = 0, seconds = 0 }: { hours?: number; minutes?: number; seconds?: number }): void {
    this.ahead += ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  }
}
