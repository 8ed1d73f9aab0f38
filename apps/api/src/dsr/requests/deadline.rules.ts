/** GDPR Art. 12(3): one month from receipt, and two more where it is extended. */
const monthsToAnswer = 1;
const monthsOfExtension = 2;

/** Per cent of the period after which a warning is due. */
export const warningLevels = [50, 75, 90] as const;

/** The period ends on the same day of the next month, or on its last day where it is shorter, at the same time by the clocks of the installation. */
export function dueDate(receivedAt: Date, timeZone: string): Date {
  return monthsLater(receivedAt, monthsToAnswer, timeZone);
}

/** Counted from receipt, so that a month end that was clamped once is not clamped again. */
export function extendedDueDate(receivedAt: Date, timeZone: string): Date {
  return monthsLater(receivedAt, monthsToAnswer + monthsOfExtension, timeZone);
}

export interface Period {
  readonly receivedAt: Date;
  readonly dueAt: Date;
}

export type Warning = '50' | '75' | '90' | 'overdue';

/** Which parts of the period have passed. */
export function warningsOf({ receivedAt, dueAt }: Period, now: Date): Warning[] {
  const passed = (now.getTime() - receivedAt.getTime()) / (dueAt.getTime() - receivedAt.getTime());
  const levels = warningLevels.filter((level) => passed * 100 >= level).map((level) => String(level) as Warning);
  return now > dueAt ? [...levels, 'overdue'] : levels;
}

/** The highest level reached, as it is kept: 0, 50, 75, 90, or 100 for a period that has passed. */
export function warnedLevel(period: Period, now: Date): number {
  const last = warningsOf(period, now).at(-1);
  return last === undefined ? 0 : last === 'overdue' ? 100 : Number(last);
}

interface WallTime {
  readonly year: number;
  /** 0 to 11. */
  readonly month: number;
  readonly day: number;
  /** Milliseconds since midnight. */
  readonly ofDay: number;
}

function monthsLater(from: Date, months: number, timeZone: string): Date {
  const { year, month, day, ofDay } = wallTime(from, timeZone);
  const lastDay = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  return instantOf(Date.UTC(year, month + months, Math.min(day, lastDay)) + ofDay, timeZone);
}

function wallTime(at: Date, timeZone: string): WallTime {
  const shown = new Date(asUtc(at, timeZone));
  const midnight = Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate());
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth(),
    day: shown.getUTCDate(),
    ofDay: shown.getTime() - midnight,
  };
}

/** When the clocks of a time zone show this. In the hour that is skipped in spring: an hour later; in the one that comes twice: its first. */
function instantOf(wall: number, timeZone: string): Date {
  const offsetAt = (instant: number): number => asUtc(new Date(instant), timeZone) - instant;
  const guesses = [wall - offsetAt(wall - 86_400_000), wall - offsetAt(wall + 86_400_000)];
  const exact = guesses.filter((guess) => guess + offsetAt(guess) === wall);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...guesses));
}

/** What the clocks of a time zone show, as if they were those of UTC. */
function asUtc(at: Date, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at.getTime() % 1_000) + 1_000) % 1_000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
