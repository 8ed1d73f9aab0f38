import type { AuditVerification, AuditVerificationRun } from '#contracts/audit/audit.js';
import type { LogVerdict } from './log-walk.js';

/** How often the instance that verifies says how far it is. */
export const pulseMs = 1_000;
/** Without a sign of life for so long, it is gone. */
export const lostAfterSeconds = 15;
/** Days for which a finished verification can be read; the log keeps its result. */
export const keptDays = 7;

export interface StoredVerification extends Omit<AuditVerificationRun, 'startedAt' | 'endedAt'> {
  readonly startedAt: Date;
  readonly aliveAt: Date;
  readonly endedAt: Date | null;
  /** Whether it claims to run but its heartbeat is overdue. */
  readonly isLost: boolean;
}

export function runInContract({ startedAt, aliveAt, endedAt, isLost, ...run }: StoredVerification): AuditVerificationRun {
  const end = isLost ? aliveAt : endedAt;
  return {
    ...run,
    state: isLost ? 'interrupted' : run.state,
    startedAt: startedAt.toISOString(),
    endedAt: end?.toISOString() ?? null,
  };
}

export function reportOf(verdict: LogVerdict, checkedAt: Date, durationMs: number): AuditVerification {
  const { valid, size, signedSize, events, pruned, waiting, root, firstBad } = verdict;
  return {
    valid,
    size,
    signedSize,
    events,
    pruned,
    waiting,
    checkedAt: checkedAt.toISOString(),
    durationMs: Math.round(durationMs),
    root: root?.toString('base64') ?? null,
    firstBad,
  };
}
