import type { Approval } from '#contracts/auth/approvals.js';
import type { AuditPruning } from '#contracts/audit/audit.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { readerLocale } from '../../../../locale/language.js';

/** What can be done about the oldest month now. `held`: nothing, whatever its time. */
export type Removal = 'empty' | 'held' | 'not-yet' | 'due';

export function removalOf({ oldestMonth, removableFrom, heldUntilReleased }: AuditPruning, now: Date): Removal {
  if (oldestMonth === null || removableFrom === null) return 'empty';
  if (heldUntilReleased) return 'held';
  return new Date(removableFrom) > now ? 'not-yet' : 'due';
}

/** "November 2019" of `2019-11`. The log counts its months in UTC. */
export function monthWords(month: string, locale = readerLocale()): string {
  return beginOf(month).toLocaleDateString(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** From when to when that is, to the minute. */
export function monthExactly(month: string, locale = readerLocale()): string {
  const say = (at: Date) => at.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return $localize`${say(beginOf(month))} to ${say(endOf(month))}, UTC`;
}

/** How long events are kept, in years where it is whole years: "6 years", "400 days". */
export function keptWords(days: number, locale = readerLocale()): string {
  if (days % 365 !== 0) return daysWords(days, locale);
  const years = days / 365;
  return `${String(years)} ${years === 1 ? $localize`year` : $localize`years`}`;
}

export function daysWords(days: number, locale = readerLocale()): string {
  return $localize`${days.toLocaleString(locale)} days`;
}

/** The filter of the explorer that shows this month, in the reader's own time as the explorer takes it. */
export function monthFilter(month: string): { readonly from: string; readonly to: string } {
  return { from: localTime(beginOf(month)), to: localTime(endOf(month)) };
}

export function removeQuestion(month: string): Question {
  const name = monthWords(month);
  return {
    heading: $localize`Remove the events of ${name}?`,
    consequences: [
      $localize`Every event of that month and its sealed details are deleted permanently. Nobody will be able to see here who did what that month.`,
      $localize`Hashes stay, so every other event can still be proved, and the log records which events are missing.`,
      $localize`Existing exports keep their copies.`,
      $localize`A second person must approve this within 24 hours, if anyone else can. Until then, nothing is removed.`,
    ],
    undo: $localize`This can’t be undone. These events can’t be restored.`,
    act: $localize`Remove events`,
    isDangerous: true,
    reasonReadBy: $localize`Approvers and auditors can read it.`,
  };
}

/** The removal that waits for a second person, if one does. */
export function waitingRemoval(approvals: readonly Approval[], now: Date): Approval | null {
  const isWaiting = ({ action, state, expiresAt }: Approval) =>
    action === 'audit.prune' && state === 'pending' && new Date(expiresAt) > now;
  return approvals.find(isWaiting) ?? null;
}

function beginOf(month: string): Date {
  return new Date(`${month}-01T00:00:00Z`);
}

function endOf(month: string): Date {
  const begin = beginOf(month);
  return new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + 1));
}

/** As `datetime-local` has it. */
function localTime(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
