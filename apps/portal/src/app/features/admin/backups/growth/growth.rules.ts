import type { Backup } from '#contracts/backup/backup.js';
import type { Drawing } from '../../../../shared/chart/drawing.js';

/** A finished backup as its chart has it. */
export interface Grown {
  readonly id: string;
  readonly at: string;
  readonly bytes: number;
  readonly seconds: number;
}

/** Oldest first. */
export function grown(backups: readonly Backup[]): Grown[] {
  return backups
    .flatMap(({ id, state, createdAt, finishedAt, bytes }) =>
      state === 'finished' && finishedAt !== null
        ? [{ id, at: createdAt, bytes, seconds: (Date.parse(finishedAt) - Date.parse(createdAt)) / 1_000 }]
        : [],
    )
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** One bar for each backup. */
export function growthDrawing(backups: readonly Grown[], of: 'bytes' | 'seconds', words: string): Drawing {
  const values = backups.map((backup) => backup[of]);
  const times = backups.map(({ at }) => Date.parse(at));
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const day = 86_400;
  // Bars of one day are told by their hour, others by their date.
  return {
    unit: of,
    combine: 'sum',
    step: span >= day * 1_000 ? day : 60,
    times,
    lines: [{ words, values, figure: values.at(-1) ?? null }],
  };
}
