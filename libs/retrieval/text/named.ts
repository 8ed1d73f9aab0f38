import { daysIn, type Named } from './dates.js';

export type { Named } from './dates.js';

/** 10.000 is ten thousand to some and ten to others, and 164.312 a paragraph: its parts stay, and the number is a form beside them. */
const POINTED = /(?<![\p{L}\p{N}.,])([1-9]\d{0,2})\.(\d{3})(?![\p{L}\p{N}]|[.,]\d)/gu;

/** What several words of a text name together: days, and numbers that are written with a point. */
export function namedIn(text: string): Named[] {
  const numbers = [...text.matchAll(POINTED)].map(({ index, 0: whole, 1: left = '', 2: right = '' }) => ({
    start: index,
    end: index + whole.length,
    terms: [left + right],
  }));
  return [...daysIn(text), ...numbers];
}
