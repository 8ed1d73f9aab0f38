import type { Condition } from '#platform/monitoring/alert-source.js';

const dayMs = 86_400_000;

/** Three weeks are enough to renew by hand, and renewals by ACME happen earlier. */
const warnDays = 21;
const criticalDays = 7;

/** What the end of a certificate means now; null where nobody need be alerted. */
export function certificateCondition(validTo: Date, now: Date): Condition | null {
  const daysLeft = Math.floor((validTo.getTime() - now.getTime()) / dayMs);
  if (daysLeft > warnDays) return null;
  return { rule: 'certificate-expiry', severity: daysLeft > criticalDays ? 'warning' : 'critical', facts: { daysLeft } };
}
