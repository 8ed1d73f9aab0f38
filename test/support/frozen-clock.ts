import { Clock } from '../../libs/platform/clock.js';

/** A clock that stops until it is advanced, for what counts in one stretch of time and not in the next. */
export class FrozenClock extends Clock {
  private time = Date.now();

  override now(): Date {
    return new Date(this.time);
  }

  advance({ minutes = 0, seconds = 0 }: { minutes?: number; seconds?: number }): void {
    this.time += (minutes * 60 + seconds) * 1_000;
  }
}
