import type { Condition } from '#platform/monitoring/alert-source.js';
import type { Finding } from './finding.js';

/** What a room reports as wrong, as a finding of this run. */
export function findingOf({ rule, severity, scope = '', count = 1, since, facts = {} }: Condition, now: Date): Finding {
  const firstAt = since === undefined || since > now ? now : since;
  return { rule, severity, scope, count, firstAt, lastAt: now, facts, accountId: null };
}
