/** Maps a term to eight bytes that reveal nothing about it without the key. Same term, same bytes. */
export type Blind = (term: string) => Uint8Array;

/** Eight bytes of HMAC-SHA-256: at a million terms the chance that any two collide is about 3 in 100 million. */
export const BLIND_BYTES = 8;

/** Cuts a MAC (HMAC-SHA-256 of the term, RFC 2104) down to what the index keeps. */
export function blindTerm(mac: Uint8Array): Uint8Array {
  if (mac.length < BLIND_BYTES) throw new Error('a term must be blinded with at least eight bytes');
  return mac.slice(0, BLIND_BYTES);
}

/** The leading 31 bits of a blinded term: a non-negative number that fits PostgreSQL's `integer`. */
export function prefixOf(blinded: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = blinded;
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 1;
}

/** The bucket that holds a term in a segment with 2^bits buckets. SQL computes the same: `prefix >> (31 - bits)`. */
export function bucketOf(prefix: number, bits: number): number {
  return prefix >> (31 - bits);
}

export function compareBlinded(left: Uint8Array, right: Uint8Array): number {
  for (let at = 0; at < BLIND_BYTES; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
