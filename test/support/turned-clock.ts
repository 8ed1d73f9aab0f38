import { Clock } from '../../libs/platform/clock.js';

/** A clock that goes with the real one until it is turned forward. */
export class TurnedClock extends Clock {
  private ahead = 0;

  override now(): Date {
    return new Date(super.now().getTime() + this.ahead);
  }

  turn({ hours = 0, minutes = 0, seconds = 0 }: { hours?: number; minutes?: number; seconds?: number }): void {
    this.ahead += ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  }
}
