import { dotProducts, largestInQuestion, suits } from './dot-products.js';

/** A vector and the passage it stands for, by its number in the block. A long passage has several. */
export interface PassageVector {
  readonly passage: number;
  readonly vector: Float32Array;
}

/** The vectors of a block, quantised to a byte a dimension. */
export interface VectorBlock {
  readonly dimensions: number;
  readonly passages: Uint16Array;
  /** What a byte of each vector stands for. */
  readonly scales: Float32Array;
  /** All vectors one after the other. */
  readonly values: Int8Array;
}

const HEAD_BYTES = 6;
const LARGEST = 127;

/** For each vector: passage (uint16), scale (float32), then a signed byte a dimension; little-endian. All have as many dimensions as the first. */
export function packVectors(vectors: readonly PassageVector[]): Uint8Array {
  const size = HEAD_BYTES + (vectors[0]?.vector.length ?? 0);
  const packed = new DataView(new ArrayBuffer(vectors.length * size));
  vectors.forEach(({ passage, vector }, at) => {
    const start = at * size;
    const scale = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / LARGEST || 1;
    packed.setUint16(start, passage, true);
    packed.setFloat32(start + 2, scale, true);
    vector.forEach((value, dimension) => packed.setInt8(start + HEAD_BYTES + dimension, Math.round(value / scale)));
  });
  return new Uint8Array(packed.buffer);
}

/** Throws `RangeError` for what is no block of vectors with so many dimensions. */
export function readVectors(packed: Uint8Array, dimensions: number): VectorBlock {
  const size = HEAD_BYTES + dimensions;
  const count = packed.length / size;
  if (!Number.isInteger(count)) throw new RangeError('These bytes are no block of vectors.');
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const passages = new Uint16Array(count);
  const scales = new Float32Array(count);
  const values = new Int8Array(count * dimensions);
  for (let at = 0; at < count; at++) {
    const start = at * size;
    passages[at] = view.getUint16(start, true);
    scales[at] = view.getFloat32(start + 2, true);
    values.set(new Int8Array(packed.buffer, packed.byteOffset + start + HEAD_BYTES, dimensions), at * dimensions);
  }
  return { dimensions, passages, scales, values };
}

/** The vector of a question, ready to be compared. */
export interface AskedVector {
  readonly exact: Float32Array;
  /** In 16-bit integers, and what one of these stands for; null where they can't be used. */
  readonly quantised: { readonly values: Int16Array; readonly scale: number } | null;
}

export function askedVector(exact: Float32Array): AskedVector {
  if (!suits(exact.length)) return { exact, quantised: null };
  const scale = exact.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / largestInQuestion || 1;
  return { exact, quantised: { values: Int16Array.from(exact, (value) => Math.round(value / scale)), scale } };
}

/**
 * Visits the passages of a block that are at least so near, each with its similarity (cosine, for vectors of length 1) by that of its nearest part.
 * None where the question has a vector of another length. Parts of a passage follow each other.
 */
export function eachNear(
  asked: AskedVector,
  block: VectorBlock,
  least: number,
  visit: (passage: number, similarity: number) => void,
): void {
  if (asked.exact.length !== block.dimensions) return;
  const { passages } = block;
  const similarityOf = similaritiesIn(asked, block);
  for (let at = 0; at < passages.length;) {
    const passage = passages[at] as number;
    let similarity = -Infinity;
    for (; at < passages.length && passages[at] === passage; at++) similarity = Math.max(similarity, similarityOf(at));
    if (similarity >= least) visit(passage, similarity);
  }
}

/** The similarity of each passage of a block. */
export function similarities(asked: Float32Array, block: VectorBlock): Map<number, number> {
  const found = new Map<number, number>();
  eachNear(askedVector(asked), block, -1, (passage, similarity) => found.set(passage, similarity));
  return found;
}

function similaritiesIn({ exact, quantised }: AskedVector, { dimensions, scales, values }: VectorBlock): (at: number) => number {
  if (quantised !== null) {
    const products = dotProducts(quantised.values, values);
    return (at) => (products[at] as number) * quantised.scale * (scales[at] as number);
  }
  return (at) => {
    let sum = 0;
    for (let dimension = 0; dimension < dimensions; dimension++)
      sum += (exact[dimension] as number) * (values[at * dimensions + dimension] as number);
    return sum * (scales[at] as number);
  };
}

/** Characters that the included model certainly reads to the end: it drops what comes after 256 tokens without a word. */
const PART_CHARACTERS = 700;
const MOST_PARTS = 12;

/** A passage in parts of like size that the model can read whole, each under the nearest heading. */
export function partsOf(heading: string, text: string): string[] {
  const whole = text.replace(/\s+/gu, ' ').trim();
  if (whole === '') return [];
  const count = Math.min(MOST_PARTS, Math.ceil(whole.length / PART_CHARACTERS));
  const parts: string[] = [];
  let from = 0;
  for (let part = 1; part <= count; part++) {
    const target = Math.floor((whole.length * part) / count);
    const space = part === count ? whole.length : whole.indexOf(' ', target);
    const to = space < 0 || space > target + 80 ? target : space;
    parts.push(whole.slice(from, to).trim());
    from = to;
  }
  return parts.filter((part) => part !== '').map((part) => (heading === '' ? part : `${heading.slice(0, 120)}. ${part}`));
}

/** Where vectors of the same length point together, as a vector of length 1. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) vector.forEach((value, dimension) => (sum[dimension] = sum[dimension]! + value));
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
