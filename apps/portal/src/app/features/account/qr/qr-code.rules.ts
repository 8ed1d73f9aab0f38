import { alignmentPlaces, codewords, smallestVersion } from './qr-codewords.rules.js';

/** The eight masks of ISO/IEC 18004, table 10: where a module is turned over. */
const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Rows of a QR code, true is dark; byte mode, error correction level M, without the quiet zone. */
export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  const version = smallestVersion(bytes.length);
  const words = codewords(bytes, version);
  const drawn = masks.map((_, mask) => draw(version, words, mask));
  const scores = drawn.map(penalty);
  return drawn[scores.indexOf(Math.min(...scores))] ?? [];
}

/** The dark modules as an SVG path, one unit a module, with four units of quiet zone around. */
export function qrPath(code: readonly (readonly boolean[])[]): { readonly path: string; readonly side: number } {
  const runs = code.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => `M${String(run.index + 4)} ${String(y + 4)}h${String(run[0].length)}v1h-${String(run[0].length)}z`),
  );
  return { path: runs.join(''), side: code.length + 8 };
}

function draw(version: number, words: readonly number[], mask: number): boolean[][] {
  const size = version * 4 + 17;
  const modules: (boolean | null)[][] = Array.from({ length: size }, () => Array.from({ length: size }, () => null));
  const put = (row: number, column: number, dark: boolean) => {
    const line = modules[row];
    if (line !== undefined && column >= 0 && column < size) line[column] = dark;
  };
  for (let i = 8; i < size - 8; i++) {
    put(6, i, i % 2 === 0);
    put(i, 6, i % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    square(put, row, column, 4);
  const places = alignmentPlaces(version);
  for (const row of places) {
    for (const column of places)
      if (modules[row]?.[column] === null || nearTiming(row, column, size)) square(put, row, column, 2);
  }
  putFormat(put, size, mask);
  if (version >= 7) putVersion(put, size, version);
  const isFree = modules.map((row) => row.map((module) => module === null));
  putWords(modules, words);
  return modules.map((row, y) =>
    row.map((module, x) => (isFree[y]?.[x] === true && masks[mask]?.(y, x) === true ? module !== true : module === true)),
  );
}

type Put = (row: number, column: number, dark: boolean) => void;

/** Alignment patterns lie over the timing lines, and never over the corners. */
function nearTiming(row: number, column: number, size: number): boolean {
  const last = size - 7;
  const atCorner = (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
  return !atCorner && (row === 6 || column === 6);
}

/** Rings around a centre: dark in the middle, dark at distance 3 (finder) or 2 (alignment); a finder has a light border. */
function square(put: Put, row: number, column: number, reach: number): void {
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const distance = Math.max(Math.abs(x), Math.abs(y));
      put(row + y, column + x, reach === 4 ? distance !== 2 && distance !== 4 : distance !== 1);
    }
  }
}

/** Level M and the mask, with ten check bits, twice; and the one module that is always dark. */
function putFormat(put: Put, size: number, mask: number): void {
  let check = mask; // Level M is 00 in front of the mask.
  for (let i = 0; i < 10; i++) check = (check << 1) ^ ((check >>> 9) * 0x537);
  const bits = ((mask << 10) | check) ^ 0x5412;
  const bit = (i: number) => ((bits >>> i) & 1) === 1;
  for (let i = 0; i <= 5; i++) put(i, 8, bit(i));
  put(7, 8, bit(6));
  put(8, 8, bit(7));
  put(8, 7, bit(8));
  for (let i = 9; i < 15; i++) put(8, 14 - i, bit(i));
  for (let i = 0; i < 8; i++) put(8, size - 1 - i, bit(i));
  for (let i = 8; i < 15; i++) put(size - 15 + i, 8, bit(i));
  put(size - 8, 8, true);
}

/** The version with twelve check bits, twice. */
function putVersion(put: Put, size: number, version: number): void {
  let check = version;
  for (let i = 0; i < 12; i++) check = (check << 1) ^ ((check >>> 11) * 0x1f25);
  const bits = (version << 12) | check;
  for (let i = 0; i < 18; i++) {
    const dark = ((bits >>> i) & 1) === 1;
    put(size - 11 + (i % 3), Math.floor(i / 3), dark);
    put(Math.floor(i / 3), size - 11 + (i % 3), dark);
  }
}

/** In columns of two from the right, up and down in turn, past the vertical timing line. What is left over stays light. */
function putWords(modules: (boolean | null)[][], words: readonly number[]): void {
  const size = modules.length;
  let at = 0;
  for (let pair = 0, right = size - 1; right >= 1; right -= 2, pair++) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const row = modules[pair % 2 === 0 ? size - 1 - step : step];
      for (const column of [right, right - 1]) {
        if (row?.[column] !== null) continue;
        row[column] = (((words[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1) === 1;
        at++;
      }
    }
  }
}

/** How hard a symbol is to read (ISO/IEC 18004, 7.8.3): runs, blocks, what looks like a finder, imbalance. */
function penalty(code: readonly (readonly boolean[])[]): number {
  const rows = code.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
  const columns = rows.map((_, x) => rows.map((row) => row[x] ?? '').join(''));
  let score = 0;
  for (const line of [...rows, ...columns]) {
    for (const run of line.matchAll(/0{5,}|1{5,}/g)) score += run[0].length - 2;
    score += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let y = 1; y < rows.length; y++) {
    for (let x = 1; x < rows.length; x++) {
      const here = rows[y]?.[x];
      if (here === rows[y]?.[x - 1] && here === rows[y - 1]?.[x] && here === rows[y - 1]?.[x - 1]) score += 3;
    }
  }
  const dark = rows.join('').replaceAll('0', '').length;
  return score + 10 * Math.floor(Math.abs((dark * 20) / rows.length ** 2 - 10));
}
