import type { Occurrences, Places } from './moments.js';

/** One term of a query; in a phrase, how far behind its first one it has to be. */
export interface Wanted {
  readonly occurrences: Occurrences;
  /** Which phrase it belongs to; null for a word that may be anywhere. */
  readonly phrase: number | null;
  readonly offset: number;
}

/**
 * Moments of the texts that hold every term, newest first, and in which each phrase is in one piece as far as the index knows: where it
 * kept no places, the text itself has to be read.
 */
export function momentsWithAll(wanted: readonly Wanted[]): number[] {
  const [rarest, ...others] = [...wanted].sort(
    (left, right) => left.occurrences.moments.length - right.occurrences.moments.length,
  );
  if (rarest === undefined) return [];
  const cursors = others.map(({ occurrences }) => ({ moments: occurrences.moments, at: occurrences.moments.length - 1 }));
  const found: number[] = [];
  for (let at = rarest.occurrences.moments.length - 1; at >= 0; at--) {
    const moment = rarest.occurrences.moments[at]!;
    if (found.at(-1) !== moment && cursors.every((cursor) => isAt(cursor, moment))) found.push(moment);
  }
  const phrases = [...new Set(wanted.flatMap(({ phrase }) => phrase ?? []))];
  return phrases.reduce(
    (left, phrase) =>
      inOnePiece(
        left,
        wanted.filter((each) => each.phrase === phrase),
      ),
    found,
  );
}

/** Goes back to `moment`, which only falls, and says whether it is there. */
function isAt(cursor: { readonly moments: Float64Array; at: number }, moment: number): boolean {
  const { moments } = cursor;
  if (cursor.at >= 0 && moments[cursor.at]! > moment) {
    let low = 0;
    let high = cursor.at;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (moments[middle]! <= moment) low = middle;
      else high = middle - 1;
    }
    cursor.at = moments[low]! <= moment ? low : -1;
  }
  return cursor.at >= 0 && moments[cursor.at] === moment;
}

function inOnePiece(moments: readonly number[], phrase: readonly Wanted[]): number[] {
  if (phrase.length < 2) return [...moments];
  const placesOf = phrase.map(({ occurrences }) => {
    const all = occurrences.places();
    return (moment: number): Places => all[positionOf(occurrences.moments, moment)] ?? null;
  });
  return moments.filter((moment) => {
    const places = placesOf.map((of) => of(moment));
    const known = places.findIndex((each) => each !== null);
    if (known < 0) return true;
    return places[known]!.some((place) => {
      const start = place - phrase[known]!.offset;
      return places.every((each, at) => each === null || each.includes(start + phrase[at]!.offset));
    });
  });
}

function positionOf(moments: Float64Array, moment: number): number {
  let low = 0;
  let high = moments.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]! < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
