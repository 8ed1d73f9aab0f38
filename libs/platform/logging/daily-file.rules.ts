/** A file of one day; `number` counts the files of the day from nought. */
export interface NamedFile {
  readonly name: string;
  readonly day: string;
  readonly number: number;
}

const dayMs = 86_400_000;

/** The UTC day of a time, such as 2026-11-28. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

export function fileName(stem: string, extension: string, day: string, number: number): string {
  return `${stem}-${day}${extension}${number === 0 ? '' : `.${number}`}`;
}

/** What a name says, or null where it is not one of these files. */
export function partsOf(name: string, stem: string, extension: string): NamedFile | null {
  if (!name.startsWith(`${stem}-`)) return null;
  const day = name.slice(stem.length + 1, stem.length + 1 + '2026-11-28'.length);
  const number = Number(/\.(\d+)$/u.exec(name)?.[1] ?? 0);
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(day);
  return isDay && fileName(stem, extension, day, number) === name ? { name, day, number } : null;
}

export function newestFile(files: readonly NamedFile[]): NamedFile | null {
  return [...files].sort((one, other) => one.day.localeCompare(other.day) || one.number - other.number).at(-1) ?? null;
}

/** Those of days that ended at least `keepDays` days ago. */
export function expiredFiles(files: readonly NamedFile[], today: string, keepDays: number): readonly NamedFile[] {
  const oldest = dayOf(Date.parse(today) - keepDays * dayMs);
  return files.filter(({ day }) => day < oldest);
}
