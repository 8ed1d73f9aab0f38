/** What somebody searches for. */
export interface ParsedQuery {
  /** Words and phrases, each of which has to be there. */
  readonly parts: readonly { readonly text: string; readonly isPhrase: boolean }[];
  readonly folder: string | null;
  readonly tag: string | null;
  readonly pinned: boolean | null;
  readonly archived: boolean | null;
  /** Exclusive. */
  readonly before: Date | null;
  /** Inclusive. */
  readonly after: Date | null;
  /** Filters that cannot be understood, as they were written. */
  readonly unknown: readonly string[];
}

const token = /(?:(folder|tag|is|before|after):)?(?:"([^"]*)"?|([^\s"]+))/giu;
const day = /^\d{4}-\d{2}-\d{2}$/u;

/** Quotes of every language serve as quotes. */
export function parseQuery(query: string): ParsedQuery {
  const parsed = {
    parts: [] as { text: string; isPhrase: boolean }[],
    folder: null as string | null,
    tag: null as string | null,
    pinned: null as boolean | null,
    archived: null as boolean | null,
    before: null as Date | null,
    after: null as Date | null,
    unknown: [] as string[],
  };
  for (const [whole, filter, quoted, bare] of query.replace(/[“”„«»]/gu, '"').matchAll(token)) {
    const value = quoted ?? bare ?? '';
    switch (filter?.toLowerCase()) {
      case 'folder':
        parsed.folder = value;
        break;
      case 'tag':
        parsed.tag = value.replace(/^#/u, '');
        break;
      case 'is':
        if (value === 'pinned') parsed.pinned = true;
        else if (value === 'archived') parsed.archived = true;
        else parsed.unknown.push(whole);
        break;
      case 'before':
      case 'after': {
        const at = day.test(value) ? new Date(`${value}T00:00:00.000Z`) : null;
        if (at === null || Number.isNaN(at.getTime())) parsed.unknown.push(whole);
        else parsed[filter!.toLowerCase() as 'before' | 'after'] = at;
        break;
      }
      default:
        if (value.trim() !== '') parsed.parts.push({ text: value, isPhrase: quoted !== undefined });
    }
  }
  return parsed;
}
