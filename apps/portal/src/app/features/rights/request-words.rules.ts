import type {
  CaseEvent,
  RequestAct,
  RequestState,
  RequestType,
  RightsRequest,
  TimelineEntry,
} from '#contracts/rights/requests.js';
import type { Question } from '../../shared/dialogs/confirm-dialog.js';
import type { IconName } from '../../shared/icon.js';
import type { MarkKind } from '../../shared/state-mark.js';
import type { Step } from '../../shared/timeline.js';
import { readerLocale } from '../../../locale/language.js';

export const typeWords: Readonly<
  Record<RequestType, { readonly name: string; readonly article: string; readonly about: string }>
> = {
  access: { name: $localize`Copy of the data`, article: '15', about: $localize`Everything that is held, readable and as files.` },
  rectification: {
    name: $localize`Correction`,
    article: '16',
    about: $localize`Something that is wrong or incomplete is put right.`,
  },
  erasure: { name: $localize`Erasure`, article: '17', about: $localize`The account and everything in it is erased for good.` },
  restriction: {
    name: $localize`Restriction`,
    article: '18',
    about: $localize`The data is kept, and nothing is done with it for now.`,
  },
  portability: {
    name: $localize`Data for another service`,
    article: '20',
    about: $localize`The data as files that other programs can read.`,
  },
  objection: { name: $localize`Objection`, article: '21', about: $localize`The data is left out of statistics and reviews.` },
};

export const stateMarks: Readonly<Record<RequestState, { readonly kind: MarkKind; readonly words: string }>> = {
  received: { kind: 'warn', words: $localize`Received` },
  'identity-confirmed': { kind: 'warn', words: $localize`Identity confirmed` },
  approved: { kind: 'warn', words: $localize`Approved` },
  'in-progress': { kind: 'warn', words: $localize`In progress` },
  completed: { kind: 'good', words: $localize`Completed` },
  refused: { kind: 'bad', words: $localize`Refused` },
  withdrawn: { kind: 'calm', words: $localize`Withdrawn` },
};

export function personOf({ subject }: Pick<RightsRequest, 'subject'>): string {
  return subject.displayName ?? subject.username ?? subject.contact ?? $localize`A person whose account is gone`;
}

const events: Readonly<Record<CaseEvent, { readonly icon: IconName; readonly words: string }>> = {
  received: { icon: 'arrow', words: $localize`made the request` },
  'identity-confirmed': { icon: 'shield', words: $localize`confirmed the identity` },
  'approval-requested': { icon: 'agree', words: $localize`asked a second person to approve` },
  approved: { icon: 'check', words: $localize`approved it` },
  'in-progress': { icon: 'clock', words: $localize`started to carry it out` },
  completed: { icon: 'check', words: $localize`completed it` },
  refused: { icon: 'close', words: $localize`refused it` },
  withdrawn: { icon: 'again', words: $localize`withdrew it` },
  extended: { icon: 'clock', words: $localize`extended the period by two months` },
  'package-made': { icon: 'folder', words: $localize`collected the data` },
  'package-downloaded': { icon: 'download', words: $localize`downloaded the data` },
  'package-expired': { icon: 'trash', words: $localize`removed the collected data` },
  'names-corrected': { icon: 'edit', words: $localize`corrected the names` },
  restricted: { icon: 'lock', words: $localize`restricted the processing` },
  'lift-announced': { icon: 'clock', words: $localize`announced that the restriction ends` },
  'restriction-kept': { icon: 'lock', words: $localize`kept the restriction in force` },
  'restriction-lifted': { icon: 'again', words: $localize`lifted the restriction` },
  objected: { icon: 'stop', words: $localize`took note of the objection` },
  'objection-ended': { icon: 'again', words: $localize`ended the objection` },
  erased: { icon: 'trash', words: $localize`erased the data` },
  'partly-kept': { icon: 'pin', words: $localize`kept a part of the data` },
  'rest-erased': { icon: 'trash', words: $localize`erased what had been kept` },
  failed: { icon: 'warn', words: $localize`could not carry it out` },
  'deadline-50': { icon: 'clock', words: $localize`noted that half of the period has passed` },
  'deadline-75': { icon: 'clock', words: $localize`noted that three quarters of the period have passed` },
  'deadline-90': { icon: 'warn', words: $localize`noted that nine tenths of the period have passed` },
  'deadline-passed': { icon: 'warn', words: $localize`noted that the period is over` },
};

/** A case as a timeline. `me`: the id of the reader. */
export function stepsOf({ timeline, state, dueAt }: RightsRequest, me: string | undefined): Step[] {
  const steps = timeline.map(({ at, what, by, note }) => ({
    icon: events[what].icon,
    words: `${actorWords(by, me)} ${events[what].words}`,
    at,
    ...(note === null ? {} : { quote: note }),
  }));
  const next = nextWords[state];
  return next === undefined
    ? steps
    : [...steps, { icon: 'clock', words: $localize`${next} The period ends ${dayWords(dueAt)}.`, at: null }];
}

function actorWords(by: TimelineEntry['by'], me: string | undefined): string {
  if (by === null) return 'Chat Man';
  if (by.person === null) return by.role === 'officer' ? $localize`A privacy officer` : $localize`The person`;
  return by.person.id === me
    ? $localize`:actor|:You`
    : (by.person.displayName ?? by.person.username ?? $localize`Somebody whose account is gone`);
}

const nextWords: Readonly<Partial<Record<RequestState, string>>> = {
  received: $localize`A privacy officer checks who made the request.`,
  'identity-confirmed': $localize`A privacy officer decides.`,
  approved: $localize`A privacy officer carries it out.`,
  'in-progress': $localize`Chat Man is carrying it out.`,
};

export function dayWords(at: string, locale = readerLocale()): string {
  return new Date(at).toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric' });
}

export interface ClockWords {
  readonly words: string;
  readonly kind: MarkKind;
  /** Per cent of the period that have passed. */
  readonly passed: number;
}

/** How much of the period is left; for a request that is open. */
export function clockOf({ receivedAt, dueAt }: Pick<RightsRequest, 'receivedAt' | 'dueAt'>, now: Date): ClockWords {
  const [from, until] = [Date.parse(receivedAt), Date.parse(dueAt)];
  const passed = Math.min(100, Math.max(0, ((now.getTime() - from) / (until - from)) * 100));
  const days = Math.ceil((until - now.getTime()) / 86_400_000);
  if (until < now.getTime()) return { words: $localize`Overdue by ${daysWords(1 - days)}`, kind: 'bad', passed: 100 };
  return { words: $localize`${daysWords(days)} left`, kind: passed >= 90 ? 'bad' : passed >= 50 ? 'warn' : 'calm', passed };
}

function daysWords(days: number): string {
  return days === 1 ? $localize`1 day` : $localize`${String(days)} days`;
}

export const actWords: Readonly<Record<RequestAct, string>> = {
  'verify-identity': $localize`Confirm identity`,
  approve: $localize`Approve`,
  refuse: $localize`Refuse`,
  extend: $localize`Extend`,
  withdraw: $localize`Withdraw`,
  complete: $localize`Complete`,
  lift: $localize`End it`,
  keep: $localize`Keep it in force`,
};

/** What is asked before an act. */
export function questionOf(act: RequestAct, request: RightsRequest): Question {
  const person = personOf(request);
  const readBy = $localize`The person can read it too.`;
  switch (act) {
    case 'verify-identity':
      return {
        heading: $localize`Is it really ${person}?`,
        consequences: [$localize`Say how you know, such as a document that you saw or a number that you called back.`],
        undo: $localize`The request can then be approved or refused.`,
        act: $localize`Confirm identity`,
        isDangerous: false,
        reasonReadBy: readBy,
      };
    case 'approve':
      return { ...approval(request, person), reasonReadBy: readBy };
    case 'refuse':
      return {
        heading: $localize`Refuse the request of ${person}?`,
        consequences: [$localize`They are told your reason, and that they can complain to the supervisory authority.`],
        undo: $localize`A refusal can’t be undone; they can make another request.`,
        act: $localize`Refuse the request`,
        isDangerous: true,
        reasonReadBy: readBy,
      };
    case 'extend':
      return {
        heading: $localize`Extend the period by two months?`,
        consequences: [
          $localize`This is allowed once, in time, where the request is complex or there are many.`,
          $localize`The person is told why.`,
        ],
        undo: $localize`An extension can’t be undone.`,
        act: $localize`Extend the period`,
        isDangerous: false,
        reasonReadBy: readBy,
      };
    case 'withdraw':
      return {
        heading: $localize`Withdraw this request?`,
        consequences: [$localize`It is closed, and nothing is done.`],
        undo: $localize`A new request can be made at any time.`,
        act: $localize`Withdraw the request`,
        isDangerous: false,
      };
    case 'lift':
      return lifting(request);
    case 'keep':
      return {
        heading: $localize`Keep the restriction in force?`,
        consequences: [$localize`The announced end does not come.`, $localize`${person} is told.`],
        undo: $localize`Its end can be announced again.`,
        act: $localize`Keep it in force`,
        isDangerous: false,
        reasonReadBy: readBy,
      };
    case 'complete':
      return {
        heading: $localize`Close this request as done?`,
        consequences: [$localize`Say what was done, and how the person was told.`],
        undo: $localize`This can’t be undone.`,
        act: $localize`Complete the request`,
        isDangerous: false,
        reasonReadBy: readBy,
      };
  }
}

function lifting({ type }: RightsRequest): Question {
  const isRestriction = type === 'restriction';
  return {
    heading: isRestriction ? $localize`Lift the restriction?` : $localize`End the objection?`,
    consequences: isRestriction
      ? [
          $localize`The data is processed again.`,
          $localize`Where an officer lifts it, the person is informed some days before, with the reason.`,
        ]
      : [$localize`The data is part of statistics and reviews again.`],
    undo: $localize`The person can make the request again at any time.`,
    act: isRestriction ? $localize`Lift the restriction` : $localize`End the objection`,
    isDangerous: false,
    reasonReadBy: $localize`The person can read it too.`,
  };
}

function approval({ type, subject }: RightsRequest, person: string): Omit<Question, 'reasonReadBy'> {
  if (type === 'erasure' && subject.id !== null)
    return {
      heading: $localize`Erase everything about ${person}?`,
      consequences: [
        $localize`Their account, conversations, files and keys are destroyed, also in the backups.`,
        $localize`Where an officer recorded the request, a second person must approve too.`,
        $localize`What a legal hold keeps stays, and the request says so.`,
      ],
      undo: $localize`This can’t be undone by anyone.`,
      act: $localize`Erase the data`,
      isDangerous: true,
    };
  return {
    heading: $localize`Approve the request of ${person}?`,
    consequences: [typeWords[type].about],
    undo: $localize`An approved request is carried out; it can’t be refused afterwards.`,
    act: $localize`Approve the request`,
    isDangerous: false,
  };
}

/** What is wrong with what a package is to be encrypted with, as it was typed; null when nothing is. */
export function encryptionFault(kind: 'passphrase' | 'recipient', typed: string): string | null {
  if (kind === 'recipient')
    return /^age1[a-z0-9]{20,}$/.test(typed.trim()) ? null : $localize`Enter a public key that begins with age1.`;
  return typed.length < 15 ? $localize`Enter at least 15 characters.` : null;
}

/** Whether an officer hands the collected data over: the person did not ask for it here themselves. */
export function isHandedOver({ package: found, timeline }: Pick<RightsRequest, 'package' | 'timeline'>): boolean {
  return found !== null && timeline[0]?.by?.role !== 'subject';
}
