import type { CheckStatus, HealthReport } from '#contracts/health.js';

export interface CheckedProbe {
  readonly name: string;
  readonly vital: boolean;
  readonly status: CheckStatus;
  readonly message: string;
}

/** What Terminus gets from one probe: its status says what the failure does to the whole, `verdict` is the probe's own. */
export type ProbeIndicator = Record<
  string,
  { readonly status: 'up' | 'degraded' | 'down'; readonly verdict: CheckStatus; readonly message: string }
>;

/** What Terminus makes of all of them. */
export interface ProbesTogether {
  readonly status: 'ok' | 'degraded' | 'error' | 'shutting_down';
  readonly details: ProbeIndicator;
}

/** A vital failure takes the system down, any other only degrades it; a warning leaves it up. */
export function indicatorOf({ name, vital, status, message }: CheckedProbe): ProbeIndicator {
  const effect = status !== 'fail' ? 'up' : vital ? 'down' : 'degraded';
  return { [name]: { status: effect, verdict: status, message } };
}

/** The checks that the deployment guide prints, in its order. */
const guideOrder = ['database', 'encryption', 'backup', 'audit', 'diskSpace', 'memory', 'ollama'];

/** The public report: the guide's checks first, then the others by name. An instance that shuts down is not healthy. */
export function healthReport({ status, details }: ProbesTogether): HealthReport {
  const named = Object.entries(details).sort(([a], [b]) => placeOf(a) - placeOf(b) || a.localeCompare(b));
  const checks = Object.fromEntries(named.map(([name, { verdict, message }]) => [name, { status: verdict, message }]));
  const overall = status === 'ok' ? 'healthy' : status === 'degraded' ? 'degraded' : 'unhealthy';
  return { healthy: overall === 'healthy', status: overall, checks };
}

function placeOf(name: string): number {
  const index = guideOrder.indexOf(name);
  return index === -1 ? guideOrder.length : index;
}

/** Warn above 90 %, fail above 97 % of what may be used: the last megabytes are needed to shut down cleanly. */
export function usageStatus(used: number, available: number): CheckStatus {
  const share = used / available;
  if (share > 0.97) return 'fail';
  return share > 0.9 ? 'warn' : 'pass';
}
