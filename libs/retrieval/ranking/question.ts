import { termsOfWord, umlautSpelling } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import type { Language } from '../text/language.js';
import { ASKING_WORDS, ENGLISH_STOP_WORDS, FOREIGN_SMALL_WORDS, POINTING_WORDS } from '../text/stop-words.js';
import { words, type Word } from '../text/words.js';

/** One thing the question asks for: a word, and the terms under which documents may hold it. */
export interface Wanted {
  readonly word: string;
  /** The word as a term, once for each language in which documents were indexed; the same spelling stands once. */
  readonly forms: readonly string[];
  /** 1 for the question itself, 0.5 for what earlier questions lend. A word said twice counts twice. */
  readonly weight: number;
}

/** A question made ready for the index. */
export interface Question {
  readonly wanted: readonly Wanted[];
  /** Indexes into `wanted` of words that follow each other. */
  readonly pairs: readonly (readonly [number, number])[];
}

export interface AskedBefore {
  /** The questions before this one in the conversation, newest last. */
  readonly earlierQuestions?: readonly string[] | undefined;
}

/** More words than this make a question slower, not better; the first ones win. */
export const MOST_WANTED = 32;
const LENT_WEIGHT = 0.5;
const FEW_WORDS = 3;
const MOST_LEANING = 4;
const CONTRACTION = /['’].*$/u;
const LONGEST_QUESTION = 8_000;

/** Analyses a question for documents in the given languages. Words of asking are dropped unless nothing else is there. */
export function questionOf(text: string, languages: readonly Language[], before: AskedBefore = {}): Question {
  const all = words(text.slice(0, LONGEST_QUESTION));
  const own = contentWords(all);
  const lent = pointsBack(all, own) ? subjectOf(before.earlierQuestions ?? []) : [];
  const collected = new Map<string, { word: string; forms: string[]; weight: number; index: number }>();
  const pairs: [number, number][] = [];
  const counted = new Set<string>();

  const collect = (said: readonly Word[], weight: number): void => {
    let last: number | null = null;
    for (const piece of firstWords(said, counted).flatMap(wantedPieces(languages))) {
      const key = piece.forms.join(' ');
      const known = collected.get(key);
      const entry = known ?? { word: piece.word, forms: piece.forms, weight: 0, index: collected.size };
      if (known === undefined) collected.set(key, entry);
      if (weight === 1 || known === undefined) entry.weight += weight;
      if (weight === 1 && last !== null && last !== entry.index) pairs.push([last, entry.index]);
      last = entry.index;
    }
  };
  collect(own, 1);
  collect(lent, LENT_WEIGHT);
  return { wanted: [...collected.values()].map(({ word, forms, weight }) => ({ word, forms, weight })), pairs: unique(pairs) };
}

const unspacedWords = new Intl.Segmenter('th', { granularity: 'word' });

/** The words up to the limit. A run of a script without spaces counts as the words in it, not as its pairs of characters, and is cut after one. */
function firstWords(said: readonly Word[], counted: Set<string>): Word[] {
  const fits = (word: string): boolean => counted.has(word) || (counted.size < MOST_WANTED && counted.add(word).has(word));
  const taken: Word[] = [];
  for (const word of said) {
    const text = fold(word.text);
    if (!word.unspaced) {
      if (!fits(text)) break;
      taken.push(word);
      continue;
    }
    const parts = [...unspacedWords.segment(text)];
    const beyond = parts.find(({ segment }) => !fits(segment));
    if (beyond !== undefined) return beyond.index === 0 ? taken : [...taken, { ...word, text: text.slice(0, beyond.index) }];
    taken.push(word);
  }
  return taken;
}

const wantedPieces =
  (languages: readonly Language[]) =>
  (word: Word): { word: string; forms: string[] }[] => {
    const byLanguage = languages.flatMap((language) =>
      spellingsOf(word, language).map((text) => termsOfWord({ ...word, text }, language).map((term) => term.text)),
    );
    const longest = Math.max(0, ...byLanguage.map((forms) => forms.length));
    return Array.from({ length: longest }, (_, at) => ({
      word: fold(word.text),
      forms: [...new Set(byLanguage.flatMap((forms) => forms[at] ?? []))],
    }));
  };

/** English has few umlauts and many words with “ue” or “oe” of their own. */
function spellingsOf(word: Word, language: Language): string[] {
  const other = language === 'english' ? null : umlautSpelling(word.text);
  return other === null ? [word.text] : [word.text, other];
}

function contentWords(all: readonly Word[]): Word[] {
  const spoken = all.filter((word) => !isSmall(fold(word.text)));
  if (spoken.length > 0) return spoken;
  return all.filter((word) => !ENGLISH_STOP_WORDS.has(fold(word.text)));
}

function isSmall(folded: string): boolean {
  const word = folded.replace(CONTRACTION, '');
  return ASKING_WORDS.has(word) || ENGLISH_STOP_WORDS.has(word) || (word.length <= 3 && FOREIGN_SMALL_WORDS.has(word));
}

/** Whether the question leans on the one before it: it points back, or says too little to stand alone. */
function pointsBack(all: readonly Word[], own: readonly Word[]): boolean {
  return own.length < FEW_WORDS || all.some((word) => POINTING_WORDS.has(fold(word.text)));
}

/**
 * What the conversation is about: the words of the question before, and, as long as that one leans on another one, of that too. So “and in
 * winter?” and “and in spring?” after it both ask about what was named before them.
 */
function subjectOf(earlier: readonly string[]): Word[] {
  const lent: Word[] = [];
  for (const question of earlier.slice(-MOST_LEANING).toReversed()) {
    const all = words(question.slice(0, LONGEST_QUESTION));
    const own = contentWords(all);
    lent.push(...own);
    if (!pointsBack(all, own)) break;
  }
  return lent;
}

function unique(pairs: readonly [number, number][]): [number, number][] {
  const seen = new Set<string>();
  return pairs.filter(([left, right]) => {
    const key = `${left} ${right}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
