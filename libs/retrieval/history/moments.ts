/** Where a term occurs in one text: word numbers, ascending; null where it is not known, so that any may be. */
export type Places = readonly number[] | null;

/** More occurrences than this are not written down: the text itself then tells whether a phrase is there. */
export const mostPlaces = 12;

/** The texts in which a term occurs, by the moment at which each was written (milliseconds since 1970), ascending. */
export interface Occurrences {
  readonly moments: Float64Array;
  /** Of each of them. Read only for phrases. */
  places(): Places[];
}

/**
 *     list    = count, length of moments, moments, places                 (all numbers base 128, low digits first)
 *     moments = the first, then distances
 *     places  = for each moment: how many there are, then the first, then distances; 0 where they are not known
 */
export function packOccurrences(all: readonly { readonly moment: number; readonly places: Places }[]): Uint8Array {
  const moments: number[] = [];
  const places: number[] = [];
  let before = 0;
  for (const { moment, places: known } of all) {
    if (moment < before) throw new Error('occurrences must come in ascending order');
    put(moments, moment - before);
    before = moment;
    const isKept = known !== null && known.length > 0 && known.length <= mostPlaces;
    put(places, isKept ? known.length : 0);
    let last = 0;
    for (const place of isKept ? known : []) {
      put(places, place - last);
      last = place;
    }
  }
  const head: number[] = [];
  put(head, all.length);
  put(head, moments.length);
  const packed = new Uint8Array(head.length + moments.length + places.length);
  packed.set(head);
  packed.set(moments, head.length);
  packed.set(places, head.length + moments.length);
  return packed;
}

export function readOccurrences(packed: Uint8Array): Occurrences {
  const reader = new Digits(packed);
  const count = reader.next();
  const length = reader.next();
  const moments = new Float64Array(count);
  let moment = 0;
  for (let at = 0; at < count; at++) moments[at] = moment += reader.next();
  const placesFrom = reader.at;
  if (placesFrom > packed.length || length > packed.length) throw new Error('a list of occurrences ends too early');
  return { moments, places: () => readPlaces(packed.subarray(placesFrom), count) };
}

function readPlaces(packed: Uint8Array, count: number): Places[] {
  const reader = new Digits(packed);
  return Array.from({ length: count }, () => {
    const known = reader.next();
    if (known === 0) return null;
    let place = 0;
    return Array.from({ length: known }, () => (place += reader.next()));
  });
}

/** Several lists of one term as one, without the moments that are gone. One that is in two lists has unknown places. */
export function mergeOccurrences(lists: readonly Uint8Array[], isAlive: (moment: number) => boolean): Uint8Array | null {
  const known = new Map<number, Places>();
  for (const list of lists) {
    const { moments, places } = readOccurrences(list);
    const all = places();
    moments.forEach((moment, at) => {
      if (isAlive(moment)) known.set(moment, known.has(moment) ? null : (all[at] ?? null));
    });
  }
  if (known.size === 0) return null;
  const sorted = [...known].sort(([left], [right]) => left - right);
  return packOccurrences(sorted.map(([moment, places]) => ({ moment, places })));
}

function put(into: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    into.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  into.push(rest);
}

class Digits {
  at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  next(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error('a list of occurrences ends inside a number');
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
      scale *= 128;
    }
  }
}
