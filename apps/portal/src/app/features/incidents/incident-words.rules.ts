import type { Incident, IncidentEvent, IncidentForm, IncidentState } from '#contracts/rights/incidents.js';
import type { Question } from '../../shared/dialogs/confirm-dialog.js';
import type { IconName } from '../../shared/icon.js';
import type { MarkKind } from '../../shared/state-mark.js';
import type { Step } from '../../shared/timeline.js';
import { readerLocale } from '../../../locale/language.js';

const hourMs = 3_600_000;

export const stateMarks: Readonly<Record<IncidentState, { readonly kind: MarkKind; readonly words: string }>> = {
  open: { kind: 'warn', words: $localize`Open` },
  notified: { kind: 'good', words: $localize`Notified` },
  closed: { kind: 'calm', words: $localize`Closed` },
};

export interface ClockWords {
  readonly words: string;
  readonly kind: MarkKind;
  /** Per cent of the time to notify that has passed. */
  readonly passed: number;
}

/** How much of the time to notify the authority is left; null once it was notified, or decided that it need not be. */
export function clockOf(
  { state, decision, awareAt, notifyBy }: Pick<Incident, 'state' | 'decision' | 'awareAt' | 'notifyBy'>,
  now: Date,
): ClockWords | null {
  if (state !== 'open' || decision !== null) return null;
  const [from, until] = [Date.parse(awareAt), Date.parse(notifyBy)];
  const passed = Math.min(100, Math.max(0, ((now.getTime() - from) / (until - from)) * 100));
  const left = until - now.getTime();
  if (left < 0) return { words: $localize`Overdue by ${timeWords(-left)}`, kind: 'bad', passed: 100 };
  return { words: $localize`${timeWords(left)} left`, kind: passed >= 75 ? 'bad' : passed >= 50 ? 'warn' : 'calm', passed };
}

function timeWords(ms: number): string {
  const hours = Math.floor(ms / hourMs);
  if (hours < 1) return $localize`less than an hour`;
  if (hours < 96) return hours === 1 ? $localize`1 hour` : $localize`${String(hours)} hours`;
  return $localize`${String(Math.floor(hours / 24))} days`;
}

/** What was decided about notifying the authority. */
export function decisionWords({ decision }: Pick<Incident, 'decision'>): string {
  if (decision === null) return $localize`Not decided yet`;
  return decision === 'notify' ? $localize`The authority was notified` : $localize`The authority need not be notified`;
}

const events: Readonly<Record<IncidentEvent, { readonly icon: IconName; readonly words: string }>> = {
  recorded: { icon: 'warn', words: $localize`recorded the incident` },
  changed: { icon: 'edit', words: $localize`changed what is known` },
  updated: { icon: 'plus', words: $localize`added to it` },
  notified: { icon: 'arrow', words: $localize`notified the authority` },
  'decided-not-to-notify': { icon: 'stop', words: $localize`decided not to notify the authority` },
  'closing-requested': { icon: 'agree', words: $localize`asked a second person to close it` },
  closed: { icon: 'check', words: $localize`closed it` },
};

/** The case as a timeline. `me`: the id of the reader. */
export function stepsOf(incident: Incident, me: string | undefined, dayOf: (at: string) => string): Step[] {
  const steps = incident.timeline.map(({ at, what, by, note }) => ({
    icon: events[what].icon,
    words: `${nameOf(by, me)} ${events[what].words}`,
    at,
    ...(note === null ? {} : { quote: note }),
  }));
  const next = nextWords(incident, dayOf);
  return next === null ? steps : [...steps, { icon: 'clock', words: next, at: null }];
}

function nameOf(by: Incident['timeline'][number]['by'], me: string | undefined): string {
  if (by === null) return 'Chat Man';
  return by.id === me ? $localize`:actor|:You` : (by.displayName ?? by.username ?? $localize`Somebody whose account is gone`);
}

function nextWords({ state, decision, notifyBy, timeline }: Incident, dayOf: (at: string) => string): string | null {
  if (state === 'closed') return null;
  if (decision === null) return $localize`Decide until ${dayOf(notifyBy)} whether the authority is notified.`;
  return timeline.at(-1)?.what === 'closing-requested'
    ? $localize`A second person decides whether it is closed.`
    : $localize`Add what you find out, and close it with a second person when all is known.`;
}

export function notifyQuestion(): Question {
  return {
    heading: $localize`Has the authority been notified?`,
    consequences: [
      $localize`Chat Man sends nothing: notify the authority first, with the form of this incident.`,
      $localize`The time of the notification is now.`,
    ],
    undo: $localize`What you learn later is added as a further phase (Art. 33(4)).`,
    act: $localize`Record the notification`,
    isDangerous: false,
    reasonReadBy: $localize`It is part of the register.`,
  };
}

export function noNotificationQuestion(): Question {
  return {
    heading: $localize`Decide not to notify the authority?`,
    consequences: [
      $localize`Say why a risk to the rights and freedoms of people is unlikely (Art. 33(1)).`,
      $localize`The register keeps the reason, and the authority can ask for it.`,
    ],
    undo: $localize`You can still notify the authority later.`,
    act: $localize`Decide not to notify`,
    isDangerous: true,
    reasonReadBy: $localize`It is part of the register.`,
  };
}

export function closeQuestion(): Question {
  return {
    heading: $localize`Close this incident?`,
    consequences: [$localize`A second person must approve it.`, $localize`Say what was done so that it does not happen again.`],
    undo: $localize`A closed incident stays as it is.`,
    act: $localize`Ask for approval`,
    isDangerous: false,
    reasonReadBy: $localize`It is part of the register.`,
  };
}

/** The fields of Art. 33(3), to be copied into the form of an authority. */
export function formText(form: IncidentForm, locale = readerLocale()): string {
  const time = (at: string): string => new Date(at).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
  const toFill = $localize`(to be filled in)`;
  const fields: [string, string][] = [
    [$localize`Nature of the breach, Art. 33(3)(a)`, form.nature],
    [$localize`Categories of people`, form.categoriesOfPeople],
    [$localize`Approximate number of people`, `${String(form.approximatePeople)}. ${form.basisOfTheNumber}`],
    [$localize`Contact, Art. 33(3)(b)`, form.contact || toFill],
    [$localize`Likely consequences, Art. 33(3)(c)`, form.likelyConsequences || toFill],
    [$localize`Measures taken or proposed, Art. 33(3)(d)`, form.measures.join('\n') || toFill],
    [$localize`Aware since`, time(form.awareAt)],
    [$localize`To be notified by`, time(form.notifyBy)],
    ...(form.reasonsForDelay === null
      ? []
      : ([[$localize`Reasons for the delay, Art. 33(1)`, form.reasonsForDelay || toFill]] as [string, string][])),
    [$localize`Further information follows, Art. 33(4)`, form.furtherInformationFollows ? 'yes' : 'no'],
  ];
  return `${fields.map(([name, value]) => `${name}\n${value}\n`).join('\n')}`;
}
