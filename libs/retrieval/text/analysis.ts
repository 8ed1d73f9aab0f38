import { stemmer as arabicStemmer } from '@orama/stemmers/arabic';
import { stemmer as russianStemmer } from '@orama/stemmers/russian';
import { stemmer } from 'stemmer';
import { fold } from './fold.js';
import type { Language } from './language.js';
import { namedIn } from './named.js';
import { ENGLISH_STOP_WORDS } from './stop-words.js';
import { words, type Word } from './words.js';

/** What the index knows a word by, and the word it came from. */
export interface Term {
  readonly text: string;
  readonly word: Word;
  /** Whether it is another form of the term before it, at the same place: a stem beside the folded word, or the day that its words name. */
  readonly isSecondForm?: true;
}

/** Terms as an index takes them: what stands at each place, in one form or in several. */
export type PlacedTerm = string | readonly string[];

const LONGEST_TERM = 64;
const FOLDED_LENGTH = 6;
const STEM_CACHE_LIMIT = 50_000;
const TYPED_UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };
/** Parts of camelCase and PascalCase names of two letters and more each. A name such as “McDonald” is cut too, which costs a term. */
const NAME_PARTS = /\p{Lu}?\p{Ll}+\p{N}*|\p{Lu}{2,}(?!\p{Ll})\p{N}*/gu;
const STEMMABLE = /^[a-z]+$/u;
const POSSESSIVE = /['’]s$/u;
const APOSTROPHES = /['’]/gu;
/** What French and Italian words swallow: l’hôpital, dell’ospedale. */
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|un|gl|dell|all|dall|nell|sull|quell|quest)['’](?=.{2})/u;
const CYRILLIC = /^[\p{Script=Cyrillic}\p{M}]+$/u;
const ARABIC = /^[[\p{Script=Arabic}--\p{N}]\p{M}]+$/v;
/** Vowels that Arabic readers know without them, and the stroke that stretches a word. */
const ARABIC_SIGNS = /[\u064b-\u0652\u0670\u0640]/gu;
/** Marks a stem, so that it is never taken for six letters of another word. */
const STEM = '~';
const GROUPING = /(?<=\d)[,'’\u00a0\u202f\u2009 ](?=\d)/gu;

/**
 * The terms of a text in order. English: Porter stems without stop words. Others: accents folded, cut to six characters; Arabic and Cyrillic
 * words also as their stems. Scripts without spaces: overlapping pairs of characters, in either language. A day and a pointed number are terms beside their words.
 */
export function terms(text: string, language: Language): Term[] {
  const named = namedIn(text);
  return words(text).flatMap((word) => {
    const own = termsOfWord(word, language);
    const closed = named.find(({ end }) => end === word.end || (word.unspaced && end > word.start && end <= word.end));
    return [...own, ...(closed?.terms ?? []).map((name) => ({ text: name, word, isSecondForm: true as const }))];
  });
}

/** The same by places, second forms beside the first. */
export function placedTerms(text: string, language: Language): PlacedTerm[] {
  const placed: string[][] = [];
  for (const { text: term, isSecondForm } of terms(text, language)) {
    if (isSecondForm && placed.length > 0) placed.at(-1)?.push(term);
    else placed.push([term]);
  }
  return placed.map((forms) => (forms.length === 1 ? (forms[0] ?? '') : forms));
}

/** The terms of one word: none for an English stop word, several for a run of a script without spaces. */
export function termsOfWord(word: Word, language: Language): Term[] {
  if (word.unspaced) return pairs(word);
  const termOf = language === 'english' ? englishTerm : otherTerm;
  return [word.text, ...namePartsOf(word.text)].flatMap((part): Term[] => {
    const text = termOf(part);
    if (text === null) return [];
    const stem = stemOf(part);
    return stem === null
      ? [{ text, word }]
      : [
          { text, word },
          { text: stem, word, isSecondForm: true },
        ];
  });
}

/** The stem of an Arabic or Cyrillic word (Snowball); null for words of other scripts. Made of the letters as they are: `й` is not `и` here. */
function stemOf(raw: string): string | null {
  const word = raw.normalize('NFC').toLowerCase();
  if (CYRILLIC.test(word)) return STEM + russianStemmer(word.replaceAll('ё', 'е')).slice(0, LONGEST_TERM);
  if (ARABIC.test(word)) return STEM + arabicStemmer(word.replace(ARABIC_SIGNS, '')).slice(0, LONGEST_TERM);
  return null;
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
  const folded = fold(raw).replace(GROUPING, '').replace(POSSESSIVE, '').replace(APOSTROPHES, '');
  if (folded === '' || ENGLISH_STOP_WORDS.has(folded)) return null;
  return STEMMABLE.test(folded) ? stem(folded.slice(0, LONGEST_TERM)) : folded.slice(0, LONGEST_TERM);
}

function otherTerm(raw: string): string | null {
  const folded = fold(raw).replace(GROUPING, '').replace(ELISION, '').replace(APOSTROPHES, '');
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
