import { cronLines, longestMs, type Frequency } from '#platform/jobs/frequency.rules.js';
import type { Scope } from '#platform/retention/expiry.js';
import type { Certificate } from '#transparency/certificate/certificate.js';

/** Of the clean-up, away from the full hour at which everybody's work begins. */
export const cleanUpCron = cronLines({ hour: 3, minute: 17 });

const halfAnHourMs = 30 * 60_000;

/** Whether a run was missed since the last one. Half an hour is allowed for the next one to begin. */
export function wasMissed(startedAt: Date | null, frequency: Frequency, now: Date): boolean {
  return startedAt === null || now.getTime() - startedAt.getTime() > longestMs[frequency] + halfAnHourMs;
}

/** What began before this moment is to go. */
export function cutoffOf(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

interface ScopedStep {
  readonly object: string;
  readonly collectionId: string | null;
}

/** What a step is about: its collection, or what no other step of the run is about. */
export function scopeOf(step: ScopedStep, steps: readonly ScopedStep[]): Scope {
  if (step.collectionId !== null) return { collection: step.collectionId };
  return { except: steps.flatMap(({ object, collectionId }) => (object === step.object ? (collectionId ?? []) : [])) };
}

export interface EndedRun {
  readonly id: string;
  readonly trigger: string;
  readonly state: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly steps: readonly {
    readonly class: string;
    readonly object: string;
    readonly collectionId: string | null;
    readonly days: number;
    readonly cutoff: Date;
    readonly removed: number;
    readonly parts: number;
    readonly held: number;
    readonly digest: Buffer;
    readonly isFinished: boolean;
  }[];
}

/** What a run certifies: counts, dates and digests. No content, no names, no ids of people. */
export function certificateOf(run: EndedRun, checkpoint: string | null): Certificate {
  return {
    kind: 'retention',
    id: run.id,
    body: {
      trigger: run.trigger,
      state: run.state,
      startedAt: run.startedAt.toISOString(),
      finishedAt: run.finishedAt.toISOString(),
      classes: run.steps.map((step) => ({
        class: step.class,
        object: step.object,
        collection: step.collectionId,
        days: step.days,
        cutoff: step.cutoff.toISOString(),
        removed: step.removed,
        parts: step.parts,
        keptByHolds: step.held,
        digest: step.digest.toString('hex'),
        complete: step.isFinished,
      })),
      checkpoint,
    },
  };
}
