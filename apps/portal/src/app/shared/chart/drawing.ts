import type { Series } from '#contracts/monitoring/series.js';

export type Unit = Series['unit'];

/** A line as it is drawn: one value for each time, null where nothing is known. */
export interface DrawnLine {
  readonly words: string;
  readonly values: readonly (number | null)[];
  /** The last known value, and the sum of all for what is counted. */
  readonly figure: number | null;
}

export interface Drawing {
  readonly unit: Unit;
  readonly combine: Series['combine'];
  /** Seconds from one time to the next. */
  readonly step: number;
  /** When each step begins, in milliseconds. */
  readonly times: readonly number[];
  readonly lines: readonly DrawnLine[];
}
