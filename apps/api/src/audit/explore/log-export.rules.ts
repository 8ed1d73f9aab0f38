import type { FoundEvent } from './explorer.rules.js';

export const csvColumns = [
  'index',
  'id',
  'recordedAt',
  'actor',
  'role',
  'requestId',
  'action',
  'objectType',
  'objectId',
  'outcome',
  'reason',
  'intent',
  'detailCommitment',
  'leafHash',
  'detail',
] as const;

/** A line of CSV (RFC 4180). */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

export function csvOf(event: FoundEvent, detail: string | null): string {
  return csvLine(csvColumns.map((column) => (column === 'detail' ? detail : event[column])));
}

/** The last line says how many events there are, so that a file cut short is seen to be. */
export function csvEnd(count: number): string {
  return csvLine(['# end', count]);
}

/** Quotes what needs it, and defuses what a spreadsheet would run as a formula: it gets an apostrophe in front. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
