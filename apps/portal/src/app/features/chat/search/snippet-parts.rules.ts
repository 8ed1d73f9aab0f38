import type { FoundMessage } from '#contracts/chat/search.js';

/** A snippet in pieces, those that were found marked. */
export function snippetParts({ snippet, highlights }: Pick<FoundMessage, 'snippet' | 'highlights'>): {
  readonly text: string;
  readonly found: boolean;
}[] {
  const parts: { text: string; found: boolean }[] = [];
  let at = 0;
  for (const { start, end } of highlights) {
    if (start > at) parts.push({ text: snippet.slice(at, start), found: false });
    parts.push({ text: snippet.slice(start, end), found: true });
    at = end;
  }
  if (at < snippet.length) parts.push({ text: snippet.slice(at), found: false });
  return parts;
}
