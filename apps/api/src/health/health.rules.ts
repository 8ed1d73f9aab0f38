import type { HealthReport } from '#contracts/health.js';

export interface CheckedProbe {
  readonly name: string;
  readonly vital: boolean;
  readonly status: 'pass' | 'warn' | 'fail';
  readonly message: string;
}

/** The verdict over all probes: a vital failure is unhealthy, any other failure degraded; a warning alone leaves the system healthy. */
export function healthReport(probes: readonly CheckedProbe[]): HealthReport {
  const failed = probes.filter((probe) => probe.status === 'fail');
  const status = failed.some((probe) => probe.vital) ? 'unhealthy' : failed.length > 0 ? 'degraded' : 'healthy';
  const checks = Object.fromEntries(probes.map(({ name, status, message }) => [name, { status, message }]));
  return { healthy: status === 'healthy', status, checks };
}

/** Warn above 90 %, fail above 97 % of what may be used: the last megabytes are needed to shut down cleanly. */
export function usageStatus(used: number, available: number): 'pass' | 'warn' | 'fail' {
  const share = used / available;
  if (share > 0.97) return 'fail';
  return share > 0.9 ? 'warn' : 'pass';
}
