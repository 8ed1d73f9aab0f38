import { fold } from './fold.js';

/** What words of a text name together, under one term however it is written. A day has two where its day and month cannot be told from each other. */
export interface Named {
  readonly start: number;
  readonly end: number;
  readonly terms: readonly string[];
}

/** Languages whose names of months are known; from the runtime, as a day of the month and alone (`августа`, `август`). */
const MONTHS_OF = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'ru',
  'uk',
  'cs',
  'tr',
  'el',
  'sv',
  'da',
  'fi',
  'ro',
  'hu',
  'ar',
  'ar-EG',
];
const months = new Map<string, number>();

for (const language of MONTHS_OF) {
  for (let month = 0; month < 12; month++) {
    for (const style of ['long', 'short'] as const) {
      const day = Date.UTC(2026, month, 17);
      const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' }).format(day);
      const inDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' })
        .formatToParts(day)
        .find(({ type }) => type === 'month')?.value;
      for (const name of [alone, inDate ?? alone]) months.set(fold(name.replace(/\.$/u, '')), month + 1);
    }
  }
}

const YEAR_FIRST = /(?<!\d)(\d{4})(?:-(\d{1,2})-(\d{1,2})(?!\d)|[年]\s?(\d{1,2})[月]\s?(\d{1,2})[日])/gu;
const DAY_FIRST = /(?<![\d./-])(\d{1,2})(?:\.\s?(\d{1,2})\.\s?|\/(\d{1,2})\/|-(\d{1,2})-)(\d{4})(?!\d)/gu;
const NAMED = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?([\p{L}\p{M}]{3,})\.?,?\s+(?:de\s+)?(\d{4})(?!\d)/giu;
const NAMED_FIRST = /(?<![\p{L}\p{M}])([\p{L}\p{M}]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/giu;

/** Days in a text: 2026-08-17, 17.08.2026, 17/8/2026, 17 August 2026, August 17th, 2026, 17 de agosto de 2026, 2026年8月17日. */
export function daysIn(text: string): Named[] {
  if (!/\d{4}/u.test(text)) return [];
  const found: Named[] = [];
  const add = (match: RegExpExecArray, ...days: (string | null)[]): void => {
    const terms = [...new Set(days.filter((day) => day !== null))];
    if (terms.length > 0) found.push({ start: match.index, end: match.index + match[0].length, terms });
  };
  for (const match of text.matchAll(YEAR_FIRST)) add(match, dayOf(match[1], match[2] ?? match[4], match[3] ?? match[5]));
  for (const match of text.matchAll(DAY_FIRST)) {
    const [, first, dotted, slashed, dashed, year] = match;
    const second = dotted ?? slashed ?? dashed;
    // 8/17/2026 is written by Americans alone, 17.8.2026 is not.
    add(match, dayOf(year, second, first), dotted === undefined ? dayOf(year, first, second) : null);
  }
  for (const match of text.matchAll(NAMED)) add(match, dayOf(match[3], months.get(fold(match[2] ?? '')), match[1]));
  for (const match of text.matchAll(NAMED_FIRST)) add(match, dayOf(match[3], months.get(fold(match[1] ?? '')), match[2]));
  return found;
}

function dayOf(year: string | undefined, month: string | number | undefined, day: string | undefined): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return null;
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
