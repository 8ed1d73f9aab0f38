import { isUuid } from '../ids.js';

/** What a job may carry: its row is in the clear and is kept for days, so only ids and numbers. Content stays in the tables of its room. */
export type JobData = Readonly<Record<string, string | number>>;

/** Names of the fields that are neither a UUID nor a finite number. */
export function unfitFields(data: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(data)
    .filter(([, value]) => !(typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && isUuid(value)))
    .map(([name]) => name);
}
