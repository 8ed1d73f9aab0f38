import { readerLocale } from '../../../locale/language.js';

const minute = 60_000;
const hour = 60 * minute;

/**
 * A moment as a person says it: near ones by distance, this week's by day, others by date. In the reader's own time zone.
 * @param locale as BCP 47; undefined takes the browser's
 */
export function sayWhen(at: Date, now: Date, locale = readerLocale()): string {
  const ago = now.getTime() - at.getTime();
  if (Math.abs(ago) < minute) return $localize`just now`;
  if (Math.abs(ago) < hour) return distance(ago, Math.floor(Math.abs(ago) / minute), 'minute');
  if (Math.abs(ago) < 6 * hour) return distance(ago, Math.floor(Math.abs(ago) / hour), 'hour');
  const days = daysBetween(at, now);
  const time = at.toLocaleTimeString(locale, { timeStyle: 'short' });
  if (days === 0) return $localize`today at ${time}`;
  if (days === 1) return $localize`yesterday at ${time}`;
  if (days === -1) return $localize`tomorrow at ${time}`;
  const sameYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString(locale, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** To the second, with the zone: for the hover and for evidence. */
export function sayExactly(at: Date, locale = readerLocale()): string {
  return at.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' });
}

/** How long is left: "23 hours", "5 minutes"; "no time" once it is over. */
export function sayLeft(until: Date, now: Date): string {
  const left = until.getTime() - now.getTime();
  if (left <= 0) return $localize`no time`;
  if (left < minute) return $localize`less than a minute`;
  if (left < hour) return counted(Math.floor(left / minute), $localize`minute`);
  if (left < 48 * hour) return counted(Math.floor(left / hour), $localize`hour`);
  return counted(Math.floor(left / (24 * hour)), $localize`day`);
}

function distance(ago: number, count: number, unit: string): string {
  return ago > 0 ? $localize`${counted(count, unit)} ago` : $localize`in ${counted(count, unit)}`;
}

function counted(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/** Calendar days from one to the other, whatever summer time does to their lengths. */
function daysBetween(at: Date, now: Date): number {
  const dayOf = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((dayOf(now) - dayOf(at)) / (24 * hour));
}
