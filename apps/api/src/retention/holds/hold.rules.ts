import type { HoldScope } from '#contracts/holds.js';

/** A scope as stored: days as `2026-01-01`. */
export interface ScopeColumns {
  readonly scope: HoldScope['kind'];
  readonly fromMonth: string;
  readonly toMonth: string | null;
}

export function scopeColumns({ kind, from, to }: HoldScope): ScopeColumns {
  return { scope: kind, fromMonth: `${from}-01`, toMonth: to === null ? null : `${to}-01` };
}

export function scopeOf({ scope, fromMonth, toMonth }: ScopeColumns): HoldScope {
  return { kind: scope, from: fromMonth.slice(0, 7), to: toMonth?.slice(0, 7) ?? null };
}

/** What is held, in words that a sentence can begin or go on with. */
export function scopeWords({ from, to }: HoldScope): string {
  if (to === null) return `the audit events from ${from} on`;
  return from === to ? `the audit events of ${from}` : `the audit events of ${from} to ${to}`;
}
