import { Clock } from '../../libs/platform/clock.js';

/** A clock that follows the real one, shifted by what it was advanced. */
export class AdjustableClock extends Clock {
  private ahead = 0;
  private frozenAt: number | null = null;

  override now(): Date {
    return new Date((this.frozenAt ?? super.now().getTime()) + this.ahead);
  }

  /** Freezes the clock while the work runs. */
  async whileFrozen(work: () => Promise<void>): Promise<void> {
    this.frozenAt = super.now().getTime();
    try {
      await work();
    } finally {
      this.frozenAt = null;
    }
  }

  advance({ hours = 0, minutes = 0, seconds = 0 }: { hours?: number; minutes?: number; seconds?: number }): void {
    this.ahead += ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  }
}
