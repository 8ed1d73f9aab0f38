import type { ClassPreview, RetentionClass, RetentionPolicy, RetentionRun } from '#contracts/retention/retention.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import type { MarkKind } from '../../../shared/state-mark.js';

export const classWords: Readonly<Record<RetentionClass, string>> = {
  conversation: 'Conversations',
  audit: 'Audit log',
  alert: 'Alerts',
  account: 'Accounts',
  session: 'Sessions',
  knowledge: 'Documents',
  operation: 'Jobs and calls',
  key: 'Keys',
  permanent: 'Records of the installation',
};

const things: Readonly<Record<string, readonly [string, string]>> = {
  conversation: ['conversation', 'conversations'],
  document: ['document', 'documents'],
  approval: ['approval', 'approvals'],
};

/** "One conversation", "1,200 documents". */
export function countWords(object: string, count: number, locale?: string): string {
  const [one, many] = things[object] ?? [object, `${object}s`];
  return count === 1 ? `one ${one}` : `${count.toLocaleString(locale)} ${many}`;
}

/** How long, in words: "90 days after the last message", "until the account is erased". */
export function periodWords({ days, rule }: Pick<RetentionPolicy, 'days' | 'rule'>, locale?: string): string {
  if (days === null) return rule;
  return `${days === 1 ? 'one day' : `${days.toLocaleString(locale)} days`} ${rule}`;
}

/** What is wrong with a number of days as it was typed; null when nothing is. */
export function daysFault(typed: string, shortest: number): string | null {
  const days = Number(typed);
  if (!/^\d+$/.test(typed.trim()) || days < 1 || days > 36_500) return 'Enter a number of days, up to 36,500.';
  return days < shortest ? `Enter at least ${String(shortest)} days.` : null;
}

/** What happens when the period becomes this, before it is decided. */
export function effectWords(
  preview: ClassPreview | null,
  policy: Pick<RetentionPolicy, 'days'>,
  days: number,
  locale?: string,
): string {
  const isShorter = policy.days === null || days < policy.days;
  const who = isShorter ? 'A second person must approve it. ' : '';
  if (preview === null) return who;
  const held = preview.held > 0 ? ` Legal holds keep ${countWords(preview.object, preview.held, locale)}.` : '';
  if (preview.objects === 0) return `${who}Nothing would go by the next run.${held}`;
  return `${who}The next run would remove ${countWords(preview.object, preview.objects, locale)} for good.${held}`;
}

/** The days ahead on which something goes, each with its share of the highest one. */
export function bars(
  preview: Pick<ClassPreview, 'upcoming' | 'days'>,
): { readonly day: string; readonly objects: number; readonly share: number }[] {
  const highest = Math.max(1, ...preview.upcoming.map(({ objects }) => objects));
  return preview.upcoming.map(({ day, objects }) => ({ day: shifted(day, preview.days), objects, share: objects / highest }));
}

export function runMark({ state }: Pick<RetentionRun, 'state'>): { readonly kind: MarkKind; readonly words: string } {
  switch (state) {
    case 'running':
      return { kind: 'calm', words: 'Running' };
    case 'completed':
      return { kind: 'good', words: 'Completed' };
    case 'failed':
      return { kind: 'bad', words: 'Failed' };
    case 'cancelled':
      return { kind: 'warn', words: 'Cancelled' };
  }
}

/** What a run removed, in a line. */
export function removedWords({ steps }: Pick<RetentionRun, 'steps'>, locale?: string): string {
  const removed = steps.filter((step) => step.removed > 0).map((step) => countWords(step.object, step.removed, locale));
  return removed.length === 0 ? 'Nothing' : removed.join(', ');
}

export function runQuestion(items: readonly ClassPreview[]): Question {
  const due = items.filter((item) => item.objects > 0).map((item) => countWords(item.object, item.objects));
  return {
    heading: 'Run retention now?',
    consequences: [
      due.length === 0 ? 'Nothing is past its time now.' : `It removes ${due.join(', ')} for good, for everybody.`,
      'What a legal hold keeps stays.',
      'The run leaves a signed certificate of what it removed.',
    ],
    undo: 'This can’t be undone: nothing brings this data back.',
    act: 'Run now',
    isDangerous: true,
    reasonReadBy: 'Auditors can read it.',
  };
}

/** The day on which something goes that began on this one. */
function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
