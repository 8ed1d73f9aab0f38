const WIDE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]/gu;
const LATIN_CHARACTERS_PER_TOKEN = 3.2;

/** How many model tokens a text may take, estimated on the safe side: one for each wide character, one for 3.2 others. */
export function estimatedTokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return wide + Math.ceil((text.length - wide) / LATIN_CHARACTERS_PER_TOKEN);
}
