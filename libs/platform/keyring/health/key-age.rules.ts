import type { Condition } from '../../monitoring/alert-source.js';

const dayMs = 86_400_000;
/** Days after which a change is due, as most key policies ask for one a year. */
const oldAfter = 365;

/** What the age of the master password means now; null where nobody need be alerted. */
export function keyAgeCondition(since: Date | null, now: Date): Condition | null {
  if (since === null) return null;
  const ageDays = Math.floor((now.getTime() - since.getTime()) / dayMs);
  return ageDays > oldAfter ? { rule: 'key-age', severity: 'info', facts: { ageDays } } : null;
}
