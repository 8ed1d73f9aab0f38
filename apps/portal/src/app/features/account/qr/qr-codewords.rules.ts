import { checkBytes } from './galois.rules.js';

// Level M of ISO/IEC 18004, table 9, for versions 1 to 40: check bytes a block, and blocks.
const checkBytesPerBlock = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28,
];
const blockCounts = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38,
  40, 43, 45, 47, 49,
];

/** Where alignment patterns stand, in both directions. */
export function alignmentPlaces(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const last = version * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => last - (count - 2 - i) * step)];
}

/** All bytes of a symbol, data and checks. */
function totalBytes(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const alignments = Math.floor(version / 7) + 2;
    modules -= (25 * alignments - 10) * alignments - 55;
    if (version >= 7) modules -= 36;
  }
  return Math.floor(modules / 8);
}

function dataBytes(version: number): number {
  return totalBytes(version) - (checkBytesPerBlock[version - 1] ?? 0) * (blockCounts[version - 1] ?? 0);
}

/** The smallest version that holds so many bytes. Throws when none does (2,331 bytes are the most). */
export function smallestVersion(length: number): number {
  for (let version = 1; version <= 40; version++) {
    if (length + (version < 10 ? 2 : 3) <= dataBytes(version)) return version;
  }
  throw new RangeError(`A QR code cannot hold ${String(length)} bytes.`);
}

/** The bytes of the symbol in the order in which they are drawn. */
export function codewords(bytes: Uint8Array, version: number): number[] {
  const blocks = inBlocks(padded(bytes, version), version);
  const checks = blocks.map((block) => checkBytes(block, checkBytesPerBlock[version - 1] ?? 0));
  return [...interleaved(blocks), ...interleaved(checks)];
}

/** Byte mode: four bits of mode, the length, the bytes, four bits of end, then the two pad bytes in turn. */
function padded(bytes: Uint8Array, version: number): number[] {
  const length = version < 10 ? [bytes.length] : [bytes.length >> 8, bytes.length & 255];
  const nibbles = [4, ...[...length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const data: number[] = [];
  for (let i = 0; i < nibbles.length; i += 2) data.push(((nibbles[i] ?? 0) << 4) | (nibbles[i + 1] ?? 0));
  for (let pad = 0xec; data.length < dataBytes(version); pad ^= 0xec ^ 0x11) data.push(pad);
  return data;
}

/** Short blocks first, then those that are one byte longer. */
function inBlocks(data: readonly number[], version: number): number[][] {
  const count = blockCounts[version - 1] ?? 1;
  const short = Math.floor(data.length / count);
  const shortBlocks = count - (data.length % count);
  const blocks: number[][] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const length = i < shortBlocks ? short : short + 1;
    blocks.push(data.slice(at, at + length));
    at += length;
  }
  return blocks;
}

function interleaved(blocks: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...blocks.map((block) => block.length));
  return Array.from({ length: longest }, (_, i) => blocks.flatMap((block) => block[i] ?? [])).flat();
}
