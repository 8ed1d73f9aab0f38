import type { Incident, IncidentEvent, IncidentForm, IncidentState } from '#contracts/rights/incidents.js';
import type { Question } from '../../shared/dialogs/confirm-dialog.js';
import type { IconName } from '../../shared/icon.js';
import type { MarkKind } from '../../shared/state-mark.js';
import type { Step } from '../../shared/timeline.js';

const hourMs = 3_600_000;

export const stateMarks: Readonly<Record<IncidentState, { readonly kind: MarkKind; readonly words: string }>> = {
  open: { kind: 'warn', words: 'Open' },
  notified: { kind: 'good', words: 'Notified' },
  closed: { kind: 'calm', words: 'Closed' },
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
  if (left < 0) return { words: `Overdue by ${timeWords(-left)}`, kind: 'bad', passed: 100 };
  return { words: `${timeWords(left)} left`, kind: passed >= 75 ? 'bad' : passed >= 50 ? 'warn' : 'calm', passed };
}

function timeWords(ms: number): string {
  const hours = Math.floor(ms / hourMs);
  if (hours < 1) return 'less than an hour';
  if (hours < 96) return hours === 1 ? '1 hour' : `${String(hours)} hours`;
  return `${String(Math.floor(hours / 24))} days`;
}

/** What was decided about notifying the authority. */
export function decisionWords({ decision }: Pick<Incident, 'decision'>): string {
  if (decision === null) return 'Not decided yet';
  return decision === 'notify' ? 'The authority was notified' : 'The authority need not be notified';
}

const events: Readonly<Record<IncidentEvent, { readonly icon: IconName; readonly words: string }>> = {
  recorded: { icon: 'warn', words: 'recorded the incident' },
  changed: { icon: 'edit', words: 'changed what is known' },
  updated: { icon: 'plus', words: 'added to it' },
  notified: { icon: 'arrow', words: 'notified the authority' },
  'decided-not-to-notify': { icon: 'stop', words: 'decided not to notify the authority' },
  'closing-requested': { icon: 'agree', words: 'asked a second person to close it' },
  closed: { icon: 'check', words: 'closed it' },
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
  return by.id === me ? 'You' : (by.displayName ?? by.username ?? 'Somebody whose account is gone');
}

function nextWords({ state, decision, notifyBy, timeline }: Incident, dayOf: (at: string) => string): string | null {
  if (state === 'closed') return null;
  if (decision === null) return `Decide until ${dayOf(notifyBy)} whether the authority is notified.`;
  return timeline.at(-1)?.what === 'closing-requested'
    ? 'A second person decides whether it is closed.'
    : 'Add what you find out, and close it with a second person when all is known.';
}

export function notifyQuestion(): Question {
  return {
    heading: 'Has the authority been notified?',
    consequences: [
      'Chat Man sends nothing: notify the authority first, with the form of this incident.',
      'The time of the notification is now.',
    ],
    undo: 'What you learn later is added as a further phase (Art. 33(4)).',
    act: 'Record the notification',
    isDangerous: false,
    reasonReadBy: 'It is part of the register.',
  };
}

export function noNotificationQuestion(): Question {
  return {
    heading: 'Decide not to notify the authority?',
    consequences: [
      'Say why a risk to the rights and freedoms of people is unlikely (Art. 33(1)).',
      'The register keeps the reason, and the authority can ask for it.',
    ],
    undo: 'You can still notify the authority later.',
    act: 'Decide not to notify',
    isDangerous: true,
    reasonReadBy: 'It is part of the register.',
  };
}

export function closeQuestion(): Question {
  return {
    heading: 'Close this incident?',
    consequences: ['A second person must approve it.', 'Say what was done so that it does not happen again.'],
    undo: 'A closed incident stays as it is.',
    act: 'Ask for approval',
    isDangerous: false,
    reasonReadBy: 'It is part of the register.',
  };
}

/** The fields of Art. 33(3), to be copied into the form of an authority. */
export function formText(form: IncidentForm, locale?: string): string {
  const time = (at: string): string => new Date(at).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
  const toFill = '(to be filled in)';
  const fields: [string, string][] = [
    ['Nature of the breach, Art. 33(3)(a)', form.nature],
    ['Categories of people', form.categoriesOfPeople],
    ['Approximate number of people', `${String(form.approximatePeople)}. ${form.basisOfTheNumber}`],
    ['Contact, Art. 33(3)(b)', form.contact || toFill],
    ['Likely consequences, Art. 33(3)(c)', form.likelyConsequences || toFill],
    ['Measures taken or proposed, Art. 33(3)(d)', form.measures.join('\n') || toFill],
    ['Aware since', time(form.awareAt)],
    ['To be notified by', time(form.notifyBy)],
    ...(form.reasonsForDelay === null
      ? []
      : ([['Reasons for the delay, Art. 33(1)', form.reasonsForDelay || toFill]] as [string, string][])),
    ['Further information follows, Art. 33(4)', form.furtherInformationFollows ? 'yes' : 'no'],
  ];
  return `${fields.map(([name, value]) => `${name}\n${value}\n`).join('\n')}`;
}
