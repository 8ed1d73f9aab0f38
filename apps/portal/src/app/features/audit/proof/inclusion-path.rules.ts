import { readerLocale } from '../../../../locale/language.js';

/** A stretch of the log: from the first place to before the second, counted from 0. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One step up the tree: the neighbour that is added, on which side, and what both together cover. */
export interface PathStep {
  readonly neighbour: Stretch;
  readonly side: 'left' | 'right';
  readonly together: Stretch;
}

/** The way from one event up to the root of a log, as RFC 6962 (section 2.1.1) splits it: at the largest power of two below its size. */
export function inclusionPath(index: number, size: number): PathStep[] {
  return stepsWithin({ from: 0, to: size }, index);
}

function stepsWithin(whole: Stretch, index: number): PathStep[] {
  const size = whole.to - whole.from;
  if (size <= 1) return [];
  const middle = whole.from + largestPowerBelow(size);
  const left = { from: whole.from, to: middle };
  const right = { from: middle, to: whole.to };
  return index < middle
    ? [...stepsWithin(left, index), { neighbour: right, side: 'right', together: whole }]
    : [...stepsWithin(right, index), { neighbour: left, side: 'left', together: whole }];
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** "event 5" or "events 1 to 1,024", as people count. */
export function stretchWords({ from, to }: Stretch): string {
  const first = (from + 1).toLocaleString(readerLocale());
  return to - from === 1 ? $localize`event ${first}` : $localize`events ${first} to ${to.toLocaleString(readerLocale())}`;
}

/** When a checkpoint was signed, from its text; null when it does not say. */
export function signedAt(checkpoint: string): string | null {
  return /^time (\S+)$/m.exec(checkpoint)?.[1] ?? null;
}
