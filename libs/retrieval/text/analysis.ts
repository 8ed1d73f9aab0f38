import { stemmer } from 'stemmer';
import { fold } from './fold.js';
import type { Language } from './language.js';
import { ENGLISH_STOP_WORDS } from './stop-words.js';
import { words, type Word } from './words.js';

/** What the index knows a word by, and the word it came from. */
export interface Term {
  readonly text: string;
  readonly word: Word;
}

const LONGEST_TERM = 64;
const FOLDED_LENGTH = 6;
const STEM_CACHE_LIMIT = 50_000;
const TYPED_UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };
/** Parts of camelCase and PascalCase names of two letters and more each. A name such as “McDonald” is cut too, which costs a term. */
const NAME_PARTS = /\p{Lu}?\p{Ll}+\p{N}*|\p{Lu}{2,}(?!\p{Ll})\p{N}*/gu;
const STEMMABLE = /^[a-z]+$/u;
const POSSESSIVE = /['’]s$/u;
const APOSTROPHES = /['’]/gu;

/**
 * The terms of a text in order. English: Porter stems without stop words. Others: accents folded, cut to six characters.
 * Scripts without spaces: overlapping pairs of characters, in either language.
 */
export function terms(text: string, language: Language): Term[] {
  return words(text).flatMap((word) => termsOfWord(word, language));
}

/** The terms of one word: none for an English stop word, several for a run of a script without spaces. */
export function termsOfWord(word: Word, language: Language): Term[] {
  if (word.unspaced) return pairs(word);
  const termOf = language === 'english' ? englishTerm : otherTerm;
  return [word.text, ...namePartsOf(word.text)].flatMap((part) => {
    const text = termOf(part);
    return text === null ? [] : [{ text, word }];
  });
}

/** The other spelling of a word with umlauts, as people type it on foreign keyboards: `Schlüssel` and `Schluessel`. Null for most words. */
export function umlautSpelling(word: string): string | null {
  const composed = word.normalize('NFC').toLowerCase();
  const other = /[äöü]/u.test(composed)
    ? composed.replace(/[äöü]/gu, (letter) => TYPED_UMLAUTS[letter] ?? letter)
    : composed.replace(/([aou])e/gu, '$1');
  return other === composed ? null : other;
}

/** What `backupScheduleHours` is made of; nothing for words that are no joined names. */
function namePartsOf(word: string): string[] {
  const parts = word.match(NAME_PARTS) ?? [];
  return parts.length > 1 && parts.join('') === word ? parts : [];
}

function englishTerm(raw: string): string | null {
  const folded = fold(raw).replace(POSSESSIVE, '').replace(APOSTROPHES, '');
  if (folded === '' || ENGLISH_STOP_WORDS.has(folded)) return null;
  return STEMMABLE.test(folded) ? stem(folded.slice(0, LONGEST_TERM)) : folded.slice(0, LONGEST_TERM);
}

function otherTerm(raw: string): string | null {
  const folded = fold(raw).replace(APOSTROPHES, '');
  // Numbers are never stemmed: 2026-11-21 and 2026-11-22 must stay different.
  return /\p{N}/u.test(folded) ? folded.slice(0, LONGEST_TERM) : [...folded].slice(0, FOLDED_LENGTH).join('');
}

/** Overlapping pairs; a run of one character is a term by itself. */
function pairs(word: Word): Term[] {
  const characters = [...fold(word.text)];
  if (characters.length < 2) return [{ text: characters.join(''), word }];
  return characters.slice(1).map((character, index) => ({ text: `${characters[index] ?? ''}${character}`, word }));
}

const stems = new Map<string, string>();

/** Porter's algorithm costs microseconds and vocabulary repeats; the cache is dropped whole when it is full. */
function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= STEM_CACHE_LIMIT) stems.clear();
  const made = stemmer(word);
  stems.set(word, made);
  return made;
}
