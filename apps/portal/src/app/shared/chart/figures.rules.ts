import { sizeWords } from '../text/amount-words.rules.js';
import type { Unit } from './drawing.js';
import { readerLocale } from '../../../locale/language.js';

/** A value with its unit, as people say it. */
export function figureWords(value: number | null, unit: Unit, locale = readerLocale()): string {
  if (value === null) return $localize`unknown`;
  switch (unit) {
    case 'bytes':
      return sizeWords(value, locale);
    case 'ratio':
      return value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
    case 'seconds':
      return durationWords(value, locale);
    case 'per-second':
      return `${value.toLocaleString(locale, { maximumFractionDigits: 1 })}/s`;
    case 'count':
      return value.toLocaleString(locale, { maximumFractionDigits: 1 });
  }
}

/** The end of the axis where a value alone would leave it without height. */
export function leastTop(unit: Unit): number {
  return unit === 'ratio' ? 1 : unit === 'count' ? 4 : 0;
}

/** When a step begins: with the date where steps or the whole time are long. */
export function timeWords(time: number, step: number, span: number, locale = readerLocale()): string {
  const date = new Date(time);
  if (step >= 86_400) return date.toLocaleDateString(locale, { day: 'numeric', month: 'short' });
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  return span > 86_400_000
    ? date.toLocaleString(locale, { day: 'numeric', month: 'short', ...clock })
    : date.toLocaleTimeString(locale, clock);
}

/** What the last value of a line says of the days that are left. */
export function forecastWords(days: number | null): string {
  if (days === null) return $localize`It is not shrinking in this period.`;
  if (days < 1) return $localize`At the rate of this period, it is used up within a day.`;
  const rounded = days < 10 ? Math.round(days) : Math.round(days / 5) * 5;
  return $localize`At the rate of this period, it lasts about ${rounded === 1 ? $localize`one more day` : $localize`${rounded.toLocaleString(readerLocale())} more days`}.`;
}

function durationWords(seconds: number, locale = readerLocale()): string {
  const say = (value: number, unit: string) =>
    `${value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
  if (seconds < 1) return say(seconds * 1_000, 'ms');
  if (seconds < 90) return say(seconds, 's');
  if (seconds < 5_400) return say(seconds / 60, 'min');
  if (seconds < 172_800) return say(seconds / 3_600, 'h');
  return say(seconds / 86_400, $localize`days`);
}
