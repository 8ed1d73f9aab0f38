import { fold } from '../text/fold.js';
import type { Language } from '../text/language.js';
import { smallWordsAmong } from '../text/asking.js';
import { namedIn, type Named } from '../text/named.js';
import { ENGLISH_STOP_WORDS, POINTING_WORDS } from '../text/stop-words.js';
import { words, type Word } from '../text/words.js';
import { firstWords, wantedPieces } from './wanted-pieces.js';

/** One thing the question asks for: a word, and the terms under which documents may hold it. */
export interface Wanted {
  readonly word: string;
  /** The word as a term, once for each language in which documents were indexed; the same spelling stands once. */
  readonly forms: readonly string[];
  /** 1 for the question itself, 0.5 for what earlier questions lend. A word said twice counts twice. */
  readonly weight: number;
}

/** What is taken in place of a word that no document holds: words that are spelt nearly as it is. */
export interface Correction {
  readonly word: string;
  readonly taken: readonly string[];
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

const LENT_WEIGHT = 0.5;
const FEW_WORDS = 3;
const MOST_LEANING = 4;
const CONTRACTION = /['’].*$/u;
const ELIDED = /^\p{L}{1,2}['’]/u;
const LONGEST_QUESTION = 8_000;

/** Analyses a question for documents in the given languages. Words of asking are dropped unless nothing else is there. */
export function questionOf(text: string, languages: readonly Language[], before: AskedBefore = {}): Question {
  const all = words(text.slice(0, LONGEST_QUESTION));
  const own = contentWords(all);
  const lent = pointsBack(all, own) ? subjectOf(before.earlierQuestions ?? []) : [];
  const collected = new Map<string, { word: string; forms: string[]; weight: number; index: number }>();
  const pairs: [number, number][] = [];
  const counted = new Set<string>();

  const collect = (said: readonly Word[], named: readonly Named[], lentShare: number): void => {
    let last: number | null = null;
    for (const piece of firstWords(said, counted).flatMap(wantedPieces(languages, named))) {
      const key = piece.forms.join(' ');
      const known = collected.get(key);
      const entry = known ?? { word: piece.word, forms: piece.forms, weight: 0, index: collected.size };
      if (known === undefined) collected.set(key, entry);
      if (lentShare === 1 || known === undefined) entry.weight += lentShare * piece.weight;
      if (lentShare === 1 && last !== null && last !== entry.index) pairs.push([last, entry.index]);
      last = entry.index;
    }
  };
  collect(own, namedIn(text.slice(0, LONGEST_QUESTION)), 1);
  collect(lent, [], LENT_WEIGHT);
  return { wanted: [...collected.values()].map(({ word, forms, weight }) => ({ word, forms, weight })), pairs: unique(pairs) };
}

/** Words of asking are dropped, of the language that the question is in. */
function contentWords(all: readonly Word[]): Word[] {
  const folded = all.map((word) => fold(word.text));
  const small = smallWordsAmong(folded.flatMap((word) => [word, wordOf(word)]));
  const isSmall = (word: string): boolean => small.has(word) || small.has(wordOf(word));
  const spoken = all.filter((_, at) => !isSmall(folded[at] ?? ''));
  if (spoken.length > 0) return spoken;
  return all.filter((_, at) => !ENGLISH_STOP_WORDS.has(folded[at] ?? ''));
}

/** “what’s” without what clings to it; “l’hôpital” is left whole. */
function wordOf(folded: string): string {
  return ELIDED.test(folded) ? folded : folded.replace(CONTRACTION, '');
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

/** A word that was guessed counts less than one that was typed. */
const CORRECTED_SHARE = 0.8;

/** The question with other words in place of some. They are looked for in the forms that documents in these languages may hold. */
export function corrected(question: Question, corrections: readonly Correction[], languages: readonly Language[]): Question {
  const wanted = question.wanted.map((one) => {
    const taken = corrections.find(({ word }) => word === one.word)?.taken ?? [];
    const pieces = taken.flatMap((text) => wantedPieces(languages, [])({ text, start: 0, end: text.length, unspaced: false }));
    const forms = [...new Set(pieces.flatMap((piece) => piece.forms))];
    return forms.length === 0 ? one : { ...one, forms, weight: one.weight * CORRECTED_SHARE };
  });
  return { ...question, wanted };
}
