const WIDE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]/gu;
const LATIN_CHARACTERS_PER_TOKEN = 3.2;

/** How many model tokens a text may take, estimated on the safe side: one for each wide character, one for 3.2 others. */
export function estimatedTokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return wide + Math.ceil((text.length - wide) / LATIN_CHARACTERS_PER_TOKEN);
}

const RUN = /(.)\1{2,}/gsu;
const PACKED_CHARACTERS_PER_TOKEN = 8;
const PACKED_WIDE_PER_TOKEN = 4;

/**
 * How few model tokens a text may well take: modern tokenizers put whole Thai words, rows of dots and padding into one token each. Good
 * for doubt only: no count proves that a prompt was cut.
 */
export function fewestTokens(text: string): number {
  const packed = text.replace(RUN, '$1');
  const wide = packed.match(WIDE)?.length ?? 0;
  return Math.floor(wide / PACKED_WIDE_PER_TOKEN + (packed.length - wide) / PACKED_CHARACTERS_PER_TOKEN);
}
