import { ByteReader, ByteWriter } from './varint.js';

/**
 * The positions of one term in one segment: chunk numbers ascending, and in each chunk the first positions.
 *
 *     list   = count, length of entries, entries, places          (all numbers LEB128)
 *     entry  = (chunk - previous chunk - 1) * 8 + (number of places - 1)
 *     places = for each chunk: first place, then distances to the one before
 */
export interface Postings {
  readonly chunks: Uint32Array;
  /** How many places are kept for each chunk, 1 to {@link MOST_PLACES}; ranking takes it as the term's frequency. */
  readonly counts: Uint8Array;
  /** Places of all chunks, one after the other. */
  places(): Uint16Array;
}

/** More of them add next to nothing: frequency saturates, and a neighbour is found at one of the first positions or not at all. */
export const MOST_PLACES = 8;
const FARTHEST_PLACE = 0xffff;

/** Collects one term's postings chunk by chunk. */
export class PostingsWriter {
  readonly #entries = new ByteWriter();
  readonly #places = new ByteWriter();
  #count = 0;
  #last = -1;

  /** Chunks must come in ascending order, places ascending within a chunk; only the first eight are kept. */
  add(chunk: number, places: ArrayLike<number>): void {
    const kept = Math.min(places.length, MOST_PLACES);
    if (chunk <= this.#last || kept === 0) throw new Error('postings must come in ascending order of chunks, each with a place');
    this.#entries.varint((chunk - this.#last - 1) * MOST_PLACES + kept - 1);
    let before = 0;
    for (let at = 0; at < kept; at++) {
      const place = Math.min(places[at] ?? 0, FARTHEST_PLACE);
      this.#places.varint(place - before);
      before = place;
    }
    this.#last = chunk;
    this.#count += 1;
  }

  /** Appends a packed list whose chunks all keep their distance: only the first entry changes, the rest is copied as it is. */
  addShifted(packed: Uint8Array, shift: number): void {
    const { count, entries, places } = open(packed);
    if (count === 0) return;
    const reader = new ByteReader(entries);
    const first = reader.varint();
    const chunk = Math.floor(first / MOST_PLACES) + shift;
    if (chunk <= this.#last) throw new Error('postings must come in ascending order of chunks');
    this.#entries.varint((chunk - this.#last - 1) * MOST_PLACES + (first % MOST_PLACES));
    this.#entries.bytes(entries.subarray(reader.position));
    this.#places.bytes(places);
    this.#last = chunk;
    while (!reader.atEnd) this.#last += Math.floor(reader.varint() / MOST_PLACES) + 1;
    this.#count += count;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  done(): Uint8Array {
    const whole = new ByteWriter();
    whole.varint(this.#count);
    whole.varint(this.#entries.length);
    whole.bytes(this.#entries.view());
    whole.bytes(this.#places.view());
    return whole.done();
  }
}

function open(packed: Uint8Array): { count: number; entries: Uint8Array; places: Uint8Array } {
  const head = new ByteReader(packed);
  const count = head.varint();
  const entries = head.bytes(head.varint());
  return { count, entries, places: packed.subarray(head.position) };
}

/** Unpacks chunks and counts; positions only on demand, since most terms of a question have no neighbour. */
export function readPostings(packed: Uint8Array): Postings {
  const { count, entries, places: packedPlaces } = open(packed);
  const chunks = new Uint32Array(count);
  const counts = new Uint8Array(count);
  let total = 0;
  let chunk = -1;
  let at = 0;
  for (let index = 0; index < count; index++) {
    let entry = entries[at++] ?? 0;
    if (entry >= 0x80) {
      entry &= 0x7f;
      let byte: number;
      let scale = 0x80;
      do {
        byte = entries[at++] ?? 0;
        entry += (byte & 0x7f) * scale;
        scale *= 0x80;
      } while (byte >= 0x80);
    }
    chunk += Math.floor(entry / MOST_PLACES) + 1;
    const places = (entry % MOST_PLACES) + 1;
    chunks[index] = chunk;
    counts[index] = places;
    total += places;
  }
  let unpacked: Uint16Array | undefined;
  return { chunks, counts, places: () => (unpacked ??= readPlaces(packedPlaces, counts, total)) };
}

function readPlaces(packed: Uint8Array, counts: Uint8Array, total: number): Uint16Array {
  const reader = new ByteReader(packed);
  const places = new Uint16Array(total);
  let at = 0;
  for (const count of counts) {
    let place = 0;
    for (let nth = 0; nth < count; nth++) {
      place += reader.varint();
      places[at++] = place;
    }
  }
  return places;
}
