/*
 * What names are made of, in any script, for the contracts and for the forms of the portal: so without zod, which the portal's first pages
 * do without.
 */

/**
 * Control characters, characters that turn the direction of writing, invisible ones (joiners, fillers, tags, variation selectors, the blank Braille
 * pattern) and non-characters: with them, two names could look the same, or one could look like something that it is not.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Persian, Hindi and related languages write words with these two. Elsewhere they are invisible. */
const joiners =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])/gu;

/** A sign of these is a syllable or a word. */
const wordSigns =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{N}._@+-]*[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export type NameFault = 'too-short' | 'too-long' | 'unseen' | 'characters';

/** A name to sign in with, as it is kept. Accents may be typed in several ways; one of them is kept (NFC). */
export function tidyUsername(typed: string): string {
  return typed.normalize('NFC').trim();
}

/** The first thing wrong with a name to sign in with, or null. Letters, marks and digits of any script, and `._@+-`. */
export function usernameFault(typed: string): NameFault | null {
  const name = tidyUsername(typed);
  if (unseen.test(name)) return 'unseen';
  if (!/^[\p{L}\p{N}._@+-][\p{L}\p{M}\p{N}._@+-]*$/u.test(name)) return name === '' ? 'too-short' : 'characters';
  if (name.length > 64) return 'too-long';
  return [...name].length < (wordSigns.test(name) ? 2 : 3) ? 'too-short' : null;
}

/** What a person is called, as it is kept: spaces of any width and number are one. */
export function tidyDisplayName(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

/** The first thing wrong with what a person is called, or null. */
export function displayNameFault(typed: string): NameFault | null {
  const name = tidyDisplayName(typed);
  if (name === '') return 'too-short';
  if (name.length > 100) return 'too-long';
  if (unseen.test(name.replace(joiners, ''))) return 'unseen';
  return /^\p{M}/u.test(name) ? 'characters' : null;
}
