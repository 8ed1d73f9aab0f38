import type { AccessDecision, AccessReview, ReviewedAccount } from '#contracts/rights/access-reviews.js';
import type { Question } from '../../shared/dialogs/confirm-dialog.js';
import type { DeadlineState } from '../../shared/deadline.js';
import type { MarkKind } from '../../shared/state-mark.js';
import { roleWords } from '../../shared/text/role-words.rules.js';

const dayMs = 86_400_000;

export const decisionMarks: Readonly<Record<AccessDecision, { readonly kind: MarkKind; readonly words: string }>> = {
  undecided: { kind: 'warn', words: $localize`To decide` },
  awaiting: { kind: 'warn', words: $localize`Awaits a second person` },
  confirmed: { kind: 'good', words: $localize`Confirmed` },
  changed: { kind: 'calm', words: $localize`Access reduced` },
  disabled: { kind: 'bad', words: $localize`Disabled` },
  inactive: { kind: 'calm', words: $localize`No longer active` },
  'nobody-else': { kind: 'calm', words: $localize`Only reviewer` },
};

/** How much of the time of an open review is left; null for a closed one. */
export function clockOf({ state, startedAt, dueAt }: AccessReview, now: Date): DeadlineState | null {
  if (state === 'closed') return null;
  const [from, until] = [Date.parse(startedAt), Date.parse(dueAt)];
  const passed = Math.min(100, Math.max(0, ((now.getTime() - from) / (until - from)) * 100));
  const days = Math.floor(Math.abs(until - now.getTime()) / dayMs);
  if (until < now.getTime()) return { words: $localize`Overdue by ${dayWords(days)}`, kind: 'bad', passed: 100 };
  return { words: $localize`${dayWords(days)} left`, kind: passed >= 90 ? 'bad' : passed >= 75 ? 'warn' : 'calm', passed };
}

function dayWords(days: number): string {
  if (days === 0) return $localize`less than a day`;
  return days === 1 ? $localize`1 day` : $localize`${String(days)} days`;
}

/** "12 of 41 decided". */
export function progressWords({ progress }: Pick<AccessReview, 'progress'>): string {
  const decided = progress.total - progress.undecided - progress.awaiting;
  return $localize`${String(decided)} of ${String(progress.total)} decided`;
}

/** What a closed review came to, without what did not happen. */
export function outcomeWords({ progress }: Pick<AccessReview, 'progress'>): string {
  const parts = [
    progress.confirmed > 0 && $localize`${String(progress.confirmed)} confirmed`,
    progress.changed > 0 && $localize`${String(progress.changed)} reduced`,
    progress.disabled > 0 && $localize`${String(progress.disabled)} disabled`,
    progress.inactive > 0 && $localize`${String(progress.inactive)} no longer active`,
    progress.nobodyElse > 0 && $localize`${String(progress.nobodyElse)} undecided: only reviewer`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** Whether the reader can decide about it now. */
export function isDecidable({ own, decision, roleNow }: ReviewedAccount): boolean {
  return !own && roleNow !== null && (decision === 'undecided' || decision === 'confirmed');
}

/** Whose account it is; where it is gone, that it was one. */
export function accountName({ account }: Pick<ReviewedAccount, 'account'>): string {
  return account.displayName ?? $localize`An account that is gone`;
}

/** The role, and what became of it. */
export function roleStory({ role, roleAfter }: Pick<ReviewedAccount, 'role' | 'roleAfter'>): string {
  if (roleAfter === null || roleAfter === role) return roleWords[role];
  return $localize`${roleWords[role]}, now ${roleWords[roleAfter]}`;
}

export function closeQuestion(): Question {
  return {
    heading: $localize`Close this review?`,
    consequences: [
      $localize`A report with every account and every decision is signed. It can be checked without this installation.`,
      $localize`Nothing in the review can be changed after that.`,
    ],
    undo: $localize`A closed review stays closed. You can start a new one.`,
    act: $localize`Close review`,
    isDangerous: false,
  };
}
