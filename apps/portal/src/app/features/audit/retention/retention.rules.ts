import type {
  ClassPreview,
  CollectionPolicy,
  RetentionClass,
  RetentionPolicy,
  RetentionRun,
} from '#contracts/retention/retention.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import { readerLocale } from '../../../../locale/language.js';
import { translated } from '../../../../locale/translated.js';

export const classWords: Readonly<Record<RetentionClass, string>> = {
  conversation: $localize`Conversations`,
  audit: $localize`Audit log`,
  alert: $localize`Alerts`,
  account: $localize`Accounts`,
  session: $localize`Sessions`,
  knowledge: $localize`Documents`,
  operation: $localize`Jobs and calls`,
  key: $localize`Keys`,
  permanent: $localize`Records of the installation`,
};

const things: Readonly<Record<string, readonly [string, string]>> = {
  conversation: [$localize`conversation`, $localize`conversations`],
  document: [$localize`document`, $localize`documents`],
  approval: [$localize`approval`, $localize`approvals`],
};

/** "One conversation", "1,200 documents". */
export function countWords(object: string, count: number, locale = readerLocale()): string {
  const [one, many] = things[object] ?? [object, `${object}s`];
  return count === 1 ? $localize`one ${one}` : `${count.toLocaleString(locale)} ${many}`;
}

/** How long, in words: "90 days after the last message", "until the account is erased". */
export function periodWords({ days, rule }: Pick<RetentionPolicy, 'days' | 'rule'>, locale = readerLocale()): string {
  if (days === null) return translated(rule);
  return `${days === 1 ? $localize`one day` : $localize`${days.toLocaleString(locale)} days`} ${translated(rule)}`;
}

/** How long documents of a collection are kept. */
export function collectionPeriodWords({ days, classDays }: Pick<CollectionPolicy, 'days' | 'classDays'>): string {
  const kept = days ?? classDays;
  const long =
    kept === null ? $localize`until somebody removes them` : kept === 1 ? $localize`one day` : $localize`${String(kept)} days`;
  return days === null ? $localize`As all documents: ${long}` : long;
}

/** What is wrong with a number of days as it was typed; null when nothing is. */
export function daysFault(typed: string, shortest: number): string | null {
  const days = Number(typed);
  if (!/^\d+$/.test(typed.trim()) || days < 1 || days > 36_500) return $localize`Enter a number of days, up to 36,500.`;
  return days < shortest ? $localize`Enter at least ${String(shortest)} days.` : null;
}

/** What happens when the period becomes this, before it is decided. */
export function effectWords(
  preview: ClassPreview | null,
  policy: Pick<RetentionPolicy, 'days'>,
  days: number,
  locale = readerLocale(),
): string {
  const isShorter = policy.days === null || days < policy.days;
  const who = isShorter ? $localize`A second person must approve it. ` : '';
  if (preview === null) return who;
  const held = preview.held > 0 ? $localize` Legal holds keep ${countWords(preview.object, preview.held, locale)}.` : '';
  if (preview.objects === 0) return $localize`${who}Nothing would go by the next run.${held}`;
  return $localize`${who}The next run would remove ${countWords(preview.object, preview.objects, locale)} for good.${held}`;
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
      return { kind: 'calm', words: $localize`Running` };
    case 'completed':
      return { kind: 'good', words: $localize`Completed` };
    case 'failed':
      return { kind: 'bad', words: $localize`Failed` };
    case 'cancelled':
      return { kind: 'warn', words: $localize`Cancelled` };
  }
}

/** What a run removed, in a line. */
export function removedWords({ steps }: Pick<RetentionRun, 'steps'>, locale = readerLocale()): string {
  const removed = steps.filter((step) => step.removed > 0).map((step) => countWords(step.object, step.removed, locale));
  return removed.length === 0 ? $localize`Nothing` : removed.join(', ');
}

export function runQuestion(items: readonly ClassPreview[]): Question {
  const due = items.filter((item) => item.objects > 0).map((item) => countWords(item.object, item.objects));
  return {
    heading: $localize`Run retention now?`,
    consequences: [
      due.length === 0
        ? $localize`Nothing is past its time now.`
        : $localize`It removes ${due.join(', ')} for good, for everybody.`,
      $localize`What a legal hold keeps stays.`,
      $localize`The run leaves a signed certificate of what it removed.`,
    ],
    undo: $localize`This can’t be undone: nothing brings this data back.`,
    act: $localize`Run now`,
    isDangerous: true,
    reasonReadBy: $localize`Auditors can read it.`,
  };
}

/** The day on which something goes that began on this one. */
function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
