import type { PersonRef } from '#contracts/auth/approvals.js';
import type { Backup, BackupFailure, BackupState } from '#contracts/backup/backup.js';
import { cronLines, longestMs, type Frequency } from '#platform/jobs/frequency.rules.js';

export type MakerKind = Backup['madeBy']['kind'];

export interface Extent {
  readonly bytes: number;
  readonly rows: number;
  readonly tables: number;
}

/** A backup as described by its row. */
export interface BackupRun {
  readonly id: string;
  readonly label: string | null;
  readonly state: BackupState;
  readonly failure: BackupFailure | null;
  readonly madeByKind: MakerKind;
  readonly madeBy: string | null;
  readonly announcedBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly bytes: number;
  readonly rows: number;
  readonly tables: number;
  readonly tablesInAll: number | null;
  readonly checkpointSize: number | null;
  readonly verifiedAt: Date | null;
  readonly verifiedValid: boolean | null;
  readonly testedAt: Date | null;
  readonly testedSuccess: boolean | null;
  readonly copiedAt: Date | null;
}

export function backupInContract(run: BackupRun, person: PersonRef | null, newestVerified: string | null): Backup {
  const { id, label, state, failure, bytes, rows, tables, tablesInAll, checkpointSize } = run;
  return {
    id,
    label,
    state,
    failure,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    bytes,
    rows,
    tables,
    tablesInAll,
    madeBy: { kind: run.madeByKind, person },
    verified: run.verifiedAt && { at: run.verifiedAt.toISOString(), valid: run.verifiedValid === true },
    tested: run.testedAt && { at: run.testedAt.toISOString(), success: run.testedSuccess === true },
    copied: run.copiedAt && { at: run.copiedAt.toISOString() },
    checkpointSize,
    isNewestVerified: id === newestVerified,
  };
}

interface Kept {
  readonly id: string;
  readonly createdAt: Date;
}

/** How many periods keep their newest backup, beside the newest ones of all. */
export interface Generations {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
  readonly years: number;
}

export const noGenerations: Generations = { days: 0, weeks: 0, months: 0, years: 0 };

const dayMs = 86_400_000;

/** To which period a time belongs, in UTC; weeks begin on Monday (the epoch began on a Thursday). */
const periodOf: Readonly<Record<keyof Generations, (at: Date) => string>> = {
  days: (at) => at.toISOString().slice(0, 10),
  weeks: (at) => String(Math.floor((at.getTime() / dayMs + 3) / 7)),
  months: (at) => at.toISOString().slice(0, 7),
  years: (at) => at.toISOString().slice(0, 4),
};

/** Grandfather, father, son: ids of the newest backup of each of the last so many periods that have one. */
function keptByGeneration(newestFirst: readonly Kept[], generations: Generations): Set<string> {
  const kept = new Set<string>();
  for (const [name, count] of Object.entries(generations) as [keyof Generations, number][]) {
    const periods = new Map<string, string>();
    for (const { id, createdAt } of newestFirst) {
      const period = periodOf[name](createdAt);
      if (!periods.has(period)) periods.set(period, id);
    }
    for (const id of [...periods.values()].slice(0, count)) kept.add(id);
  }
  return kept;
}

/**
 * Finished backups that may go once there are more than the limit; the newest ones stay, those of each generation stay, and the newest valid
 * one stays regardless of its age: it is what would be restored.
 *
 * @param newestFirst all finished ones
 */
export function expiredBackups<Run extends Kept>(
  newestFirst: readonly Run[],
  keepLast: number,
  newestVerified: string | null,
  generations: Generations = noGenerations,
): Run[] {
  const kept = keptByGeneration(newestFirst, generations);
  return newestFirst.slice(keepLast).filter(({ id }) => id !== newestVerified && !kept.has(id));
}

/** The jobs that come by schedule. */
export const backupJob = 'backup.make';
export const testRestoreJob = 'backup.test';

/** Away from the full hour and from the clean-up. */
export const backupCron = cronLines({ hour: 1, minute: 41 });

/** Half an hour and more after backups are made. */
export const testRestoreCron = cronLines({ hour: 3, minute: 11 });

/**
 * Whether one was missed: a machine that sleeps at night never meets its hour. An eighth of the time is allowed for the next one to begin
 * and to be finished.
 *
 * @param since when the newest was made, or the installation where there is none
 */
export function wasMissed(since: Date, frequency: Frequency, now: Date): boolean {
  return now.getTime() - since.getTime() > longestMs[frequency] * 1.125;
}
