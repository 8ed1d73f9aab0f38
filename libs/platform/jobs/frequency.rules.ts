/** How often something is done by schedule. */
export type Frequency = 'hourly' | 'daily' | 'weekly' | 'monthly';

/** Cron lines (UTC) of each frequency, at this minute and, but for the hourly ones, at this hour: on Sundays, or on the first of a month. */
export function cronLines({
  hour,
  minute,
}: {
  readonly hour: number;
  readonly minute: number;
}): Readonly<Record<Frequency, string>> {
  return {
    hourly: `${minute} * * * *`,
    daily: `${minute} ${hour} * * *`,
    weekly: `${minute} ${hour} * * 0`,
    monthly: `${minute} ${hour} 1 * *`,
  };
}

const hourMs = 3_600_000;

/** Milliseconds between two times at the most. */
export const longestMs: Readonly<Record<Frequency, number>> = {
  hourly: hourMs,
  daily: 24 * hourMs,
  weekly: 7 * 24 * hourMs,
  monthly: 31 * 24 * hourMs,
};
