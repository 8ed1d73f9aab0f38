import { ByteReader, ByteWriter } from './varint.js';

/**
 * Where one term stands in one segment: chunk numbers ascending, and in each chunk the first places.
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

/** More of them tell next to nothing: frequency saturates, and a neighbour is found at one of the first places or not at all. */
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

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Bytes so far, to within a few. */
  get size(): number {
    return this.#entries.length + this.#places.length;
  }

  writeTo(target: ByteWriter): void {
    target.varint(this.#count);
    target.varint(this.#entries.length);
    target.bytes(this.#entries.done());
    target.bytes(this.#places.done());
  }

  done(): Uint8Array {
    const whole = new ByteWriter();
    this.writeTo(whole);
    return whole.done();
  }
}

/** Unpacks chunks and counts; places only when asked for, since most terms of a question stand beside no other. */
export function readPostings(packed: Uint8Array): Postings {
  const head = new ByteReader(packed);
  const count = head.varint();
  const entries = head.bytes(head.varint());
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
  return { chunks, counts, places: () => (unpacked ??= readPlaces(packed.subarray(head.position), counts, total)) };
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
