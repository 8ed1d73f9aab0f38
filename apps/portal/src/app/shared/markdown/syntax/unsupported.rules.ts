import { readerLocale } from '../../../../locale/language.js';

/** A sentence by its place. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

const FEWEST_WORDS = 4;
const segmenter = new Intl.Segmenter(readerLocale(), { granularity: 'sentence' });

/**
 * The sentences that claim something and that no citation supports: none of `marks`, places in the text, stands in them or right behind
 * them. Questions, what introduces a list, and what is too short to claim anything do not count.
 */
export function unsupportedIn(text: string, marks: readonly number[]): Sentence[] {
  return [...segmenter.segment(text)].flatMap(({ segment, index }) => {
    const words = segment.trim();
    const start = index + (segment.length - segment.trimStart().length);
    const isMarked = marks.some((at) => at <= index + segment.length && (at > index || (at === 0 && index === 0)));
    if (isMarked || /[:?？：]$/u.test(words) || words.split(/\s+/u).length < leastWords(words)) return [];
    return [{ start, end: start + words.length }];
  });
}

/** Chinese, Japanese and Thai put no spaces between words. */
function leastWords(words: string): number {
  return /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/u.test(words) ? 1 : FEWEST_WORDS;
}
