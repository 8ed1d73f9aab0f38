/** The part of a keyboard event that shortcuts look at. */
export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey?: boolean;
}

/** `mod+k` for Ctrl K and ⌘ K, `?` for itself. Shift shows in the character already, but for letters with Ctrl. */
export function shortcutOf(stroke: Stroke): string {
  const mod = stroke.ctrlKey || stroke.metaKey ? 'mod+' : '';
  const alt = stroke.altKey ? 'alt+' : '';
  const shift = mod !== '' && stroke.shiftKey === true ? 'shift+' : '';
  return `${mod}${alt}${shift}${stroke.key.toLowerCase()}`;
}

/** A single letter typed into a text is text, not a shortcut (WCAG 2.1.4). */
export function isTyping(target: { readonly tagName?: string; readonly isContentEditable?: boolean } | null): boolean {
  if (target === null) return false;
  return target.isContentEditable === true || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName ?? '');
}

/** Commands whose words hold every word that was typed, those that begin with it first. */
export function matching<Item extends { readonly words: string }>(items: readonly Item[], typed: string): Item[] {
  const words = fold(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return [...items];
  const start = words[0] ?? '';
  return items
    .filter((item) => words.every((word) => fold(item.words).includes(word)))
    .sort((a, b) => Number(fold(b.words).startsWith(start)) - Number(fold(a.words).startsWith(start)));
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
