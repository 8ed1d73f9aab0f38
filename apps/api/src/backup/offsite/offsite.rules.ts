/** A file that vouches for the others beside it goes last, so that half a copy never looks whole. */
export function inCopyOrder(names: readonly string[]): string[] {
  return names.toSorted((one, other) => rank(one) - rank(other) || one.localeCompare(other, 'en'));
}

/** The other way round: what vouches goes first. */
export function inRemovalOrder(names: readonly string[]): string[] {
  return inCopyOrder(names).reverse();
}

function rank(name: string): number {
  if (name.endsWith('.note')) return 2;
  return name.endsWith('.json') ? 1 : 0;
}

/**
 * Ids of copies that may go: the newest `keepLast` stay, and never fewer than one. Ids are UUIDs of version 7, which sort by time.
 *
 * @param names of all files there, such as `<id>/manifest.note`
 */
export function expiredCopies(names: readonly string[], keepLast: number): string[] {
  const whole = names.flatMap((name) => (name.endsWith('/manifest.note') ? [name.split('/')[0]!] : []));
  return whole.sort().reverse().slice(Math.max(1, keepLast));
}
