import type { Range } from '../verify/log-verifier.rules.js';

/** From when on a month, such as `2026-11`, may be removed: when its last event has been kept for so many days. */
export function removableFrom(month: string, keptDays: number): Date {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 1 + keptDays));
}

/** Joins ranges that touch or overlap, in order. */
export function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else result.push(range);
  }
  return result;
}

/** How the log itself writes a range down: the object of an event `audit.pruned`. */
export function rangeText({ from, to }: Range): string {
  return `${from}-${to}`;
}

/** Null for what is no range. */
export function rangeIn(text: string): Range | null {
  const [, from, to] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  const range = { from: Number(from), to: Number(to) };
  return from !== undefined && range.from < range.to ? range : null;
}
