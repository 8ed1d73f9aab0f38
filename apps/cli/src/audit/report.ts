import type { Fault } from '#transparency/export/finding.js';

export interface Report {
  readonly valid: boolean;
  readonly size: number;
  readonly signedSize: number;
  readonly events: number;
  readonly pruned: number;
  readonly firstBad: { readonly index: number; readonly upTo: number; readonly kind: Fault; readonly where: string } | null;
}

const meanings: Readonly<Record<Fault, string>> = {
  altered: 'is not what the log committed to',
  missing: 'was removed',
  inserted: 'was inserted later',
  reordered: 'is not in its original place',
  truncated: 'is where the log was cut off',
  forked: 'belongs to a rewritten history',
  stale: 'is where the log, restored to an older state, ends',
};

/** The result in words: one line for the judgement, one for what it rests on. */
export function inWords(report: Report): string {
  const { valid, size, signedSize, events, pruned, firstBad } = report;
  const extent = `${events} events in ${size} places${pruned > 0 ? `, ${pruned} removed by retention` : ''}; signed up to ${signedSize}.`;
  if (valid || firstBad === null) return `The audit log is sound.\n${extent}\n`;
  const isExact = firstBad.upTo === firstBad.index + 1;
  const place = isExact
    ? `The event at place ${firstBad.index}`
    : `An event from place ${firstBad.index} to ${firstBad.upTo - 1}`;
  const what =
    firstBad.where === 'detail'
      ? `The encrypted detail of the event at place ${firstBad.index} is missing, and no erasure explains it`
      : firstBad.where === 'event'
        ? `${place} ${meanings[firstBad.kind]}`
        : `The records about places ${firstBad.index} to ${firstBad.upTo - 1} (${firstBad.where}) show it`;
  return `The audit log is NOT sound: ${firstBad.kind}.\n${what}.\n${extent}\n`;
}
