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
  if (Math.abs(ago) < hour) return distance(ago, minute, locale);
  if (Math.abs(ago) < 6 * hour) return distance(ago, hour, locale);
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
export function sayLeft(until: Date, now: Date, locale = readerLocale()): string {
  const left = until.getTime() - now.getTime();
  if (left <= 0) return $localize`no time`;
  if (left < minute) return $localize`less than a minute`;
  if (left < hour) return counted(left / minute, 'minute', locale);
  if (left < 48 * hour) return counted(left / hour, 'hour', locale);
  return counted(left / (24 * hour), 'day', locale);
}

/** "3 hours ago", "in 1 hour". */
function distance(ago: number, unit: typeof minute | typeof hour, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  return words.format(-Math.trunc(ago / unit), unit === hour ? 'hour' : 'minute');
}

function counted(count: number, unit: 'minute' | 'hour' | 'day', locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(count));
}

/** Calendar days from one to the other, whatever summer time does to their lengths. */
function daysBetween(at: Date, now: Date): number {
  const dayOf = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((dayOf(now) - dayOf(at)) / (24 * hour));
}
