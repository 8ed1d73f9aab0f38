import { joined, textRuns, wrap } from '../text-runs.js';

const LETTER = /[\p{L}\p{N}]/u;

/**
 * Marks a quote in a text that is shown with its markup. Only letters and digits are compared, since markup removes punctuation. Where the words occur more than once, the occurrence nearest to `share` of the text (0 to 1) is used. Empty when they do not occur.
 */
export function highlight(root: HTMLElement, quote: string, share: number): HTMLElement[] {
  const runs = textRuns(root, isNoText);
  const { letters, places } = lettersOf(joined(runs));
  const wanted = lettersOf(quote).letters;
  const at = nearest(letters, wanted, share * letters.length);
  if (at === null) return [];
  const from = places[at] ?? 0;
  const to = (places[at + wanted.length - 1] ?? 0) + 1;
  // From the end: a node that is cut keeps its beginning.
  return runs
    .toReversed()
    .flatMap((run) => wrap([run], from, to, () => document.createElement('mark')))
    .reverse();
}

/** The text of an element without buttons and formulas: those are drawn later, in other characters. */
export function plainText(root: HTMLElement): string {
  return joined(textRuns(root, isNoText));
}

function isNoText(element: Element): boolean {
  return element.matches('.code-head, .formula, .note-mark, .note-back');
}

function lettersOf(text: string): { letters: string; places: number[] } {
  let letters = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (!LETTER.test(character) && !/[\ud800-\udfff]/.test(character)) continue;
    letters += character;
    places.push(at);
  }
  return { letters, places };
}

function nearest(letters: string, wanted: string, place: number): number | null {
  if (wanted === '') return null;
  let best: number | null = null;
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
    if (best === null || Math.abs(at - place) < Math.abs(best - place)) best = at;
  }
  return best;
}
