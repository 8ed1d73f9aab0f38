/** Reads what another program wrote: every value may be missing or of another kind. */
export type Loose = Readonly<Record<string, unknown>>;

export function objectIn(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Seconds, milliseconds or ISO text as milliseconds; null for anything that is no time of this or the last century. */
export function timeIn(value: unknown): number | null {
  const read =
    typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? (value < 1e11 ? value * 1000 : value) : NaN;
  return Number.isFinite(read) && read > 0 && read < 7e12 ? Math.round(read) : null;
}
