/** A vector and the passage it stands for, by its number in the block. A long passage has several. */
export interface PassageVector {
  readonly passage: number;
  readonly vector: Float32Array;
}

/** The vectors of a block, quantised to a byte a dimension. */
export interface VectorBlock {
  readonly passages: Uint16Array;
  /** What a byte of each vector stands for. */
  readonly scales: Float32Array;
  /** All vectors one after the other. */
  readonly values: Int8Array;
}

export const DIMENSIONS = 384;
const HEAD_BYTES = 6;
export const BYTES_OF_A_VECTOR = HEAD_BYTES + DIMENSIONS;
const LARGEST = 127;

/** For each vector: passage (uint16), scale (float32), then a signed byte a dimension; little-endian. */
export function packVectors(vectors: readonly PassageVector[]): Uint8Array {
  const packed = new DataView(new ArrayBuffer(vectors.length * BYTES_OF_A_VECTOR));
  vectors.forEach(({ passage, vector }, at) => {
    const start = at * BYTES_OF_A_VECTOR;
    const scale = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / LARGEST || 1;
    packed.setUint16(start, passage, true);
    packed.setFloat32(start + 2, scale, true);
    vector.forEach((value, dimension) => packed.setInt8(start + HEAD_BYTES + dimension, Math.round(value / scale)));
  });
  return new Uint8Array(packed.buffer);
}

/** Throws `RangeError` for what is no block. */
export function readVectors(packed: Uint8Array): VectorBlock {
  const count = packed.length / BYTES_OF_A_VECTOR;
  if (!Number.isInteger(count)) throw new RangeError('These bytes are no block of vectors.');
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const block = { passages: new Uint16Array(count), scales: new Float32Array(count), values: new Int8Array(count * DIMENSIONS) };
  for (let at = 0; at < count; at++) {
    const start = at * BYTES_OF_A_VECTOR;
    block.passages[at] = view.getUint16(start, true);
    block.scales[at] = view.getFloat32(start + 2, true);
    block.values.set(new Int8Array(packed.buffer, packed.byteOffset + start + HEAD_BYTES, DIMENSIONS), at * DIMENSIONS);
  }
  return block;
}

/** The similarity (cosine, for vectors of length 1) of each passage of a block, by that of its nearest part. */
export function similarities(asked: Float32Array, { passages, scales, values }: VectorBlock): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = 0; at < passages.length; at++) {
    let sum = 0;
    const start = at * DIMENSIONS;
    for (let dimension = 0; dimension < DIMENSIONS; dimension++) {
      sum += (asked[dimension] as number) * (values[start + dimension] as number);
    }
    const passage = passages[at] as number;
    const similarity = sum * (scales[at] as number);
    if (similarity > (found.get(passage) ?? -1)) found.set(passage, similarity);
  }
  return found;
}

/** Characters that the model certainly reads to the end: it drops what comes after 256 tokens without a word. */
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
