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

export const typeWords: Readonly<
  Record<RequestType, { readonly name: string; readonly article: string; readonly about: string }>
> = {
  access: { name: 'Copy of the data', article: '15', about: 'Everything that is held, readable and as files.' },
  rectification: { name: 'Correction', article: '16', about: 'Something that is wrong or incomplete is put right.' },
  erasure: { name: 'Erasure', article: '17', about: 'The account and everything in it is erased for good.' },
  restriction: { name: 'Restriction', article: '18', about: 'The data is kept, and nothing is done with it for now.' },
  portability: { name: 'Data for another service', article: '20', about: 'The data as files that other programs can read.' },
  objection: { name: 'Objection', article: '21', about: 'The data is left out of statistics and reviews.' },
};

export const stateMarks: Readonly<Record<RequestState, { readonly kind: MarkKind; readonly words: string }>> = {
  received: { kind: 'warn', words: 'Received' },
  'identity-confirmed': { kind: 'warn', words: 'Identity confirmed' },
  approved: { kind: 'warn', words: 'Approved' },
  'in-progress': { kind: 'warn', words: 'In progress' },
  completed: { kind: 'good', words: 'Completed' },
  refused: { kind: 'bad', words: 'Refused' },
  withdrawn: { kind: 'calm', words: 'Withdrawn' },
};

export function personOf({ subject }: Pick<RightsRequest, 'subject'>): string {
  return subject.displayName ?? subject.username ?? subject.contact ?? 'A person whose account is gone';
}

const events: Readonly<Record<CaseEvent, { readonly icon: IconName; readonly words: string }>> = {
  received: { icon: 'arrow', words: 'made the request' },
  'identity-confirmed': { icon: 'shield', words: 'confirmed the identity' },
  'approval-requested': { icon: 'agree', words: 'asked a second person to approve' },
  approved: { icon: 'check', words: 'approved it' },
  'in-progress': { icon: 'clock', words: 'started to carry it out' },
  completed: { icon: 'check', words: 'completed it' },
  refused: { icon: 'close', words: 'refused it' },
  withdrawn: { icon: 'again', words: 'withdrew it' },
  extended: { icon: 'clock', words: 'extended the period by two months' },
  'package-made': { icon: 'folder', words: 'collected the data' },
  'package-downloaded': { icon: 'download', words: 'downloaded the data' },
  'package-expired': { icon: 'trash', words: 'removed the collected data' },
  'names-corrected': { icon: 'edit', words: 'corrected the names' },
  restricted: { icon: 'lock', words: 'restricted the processing' },
  'lift-announced': { icon: 'clock', words: 'announced that the restriction ends' },
  'restriction-kept': { icon: 'lock', words: 'kept the restriction in force' },
  'restriction-lifted': { icon: 'again', words: 'lifted the restriction' },
  objected: { icon: 'stop', words: 'took note of the objection' },
  'objection-ended': { icon: 'again', words: 'ended the objection' },
  erased: { icon: 'trash', words: 'erased the data' },
  'partly-kept': { icon: 'pin', words: 'kept a part of the data' },
  'rest-erased': { icon: 'trash', words: 'erased what had been kept' },
  failed: { icon: 'warn', words: 'could not carry it out' },
  'deadline-50': { icon: 'clock', words: 'noted that half of the period has passed' },
  'deadline-75': { icon: 'clock', words: 'noted that three quarters of the period have passed' },
  'deadline-90': { icon: 'warn', words: 'noted that nine tenths of the period have passed' },
  'deadline-passed': { icon: 'warn', words: 'noted that the period is over' },
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
    : [...steps, { icon: 'clock', words: `${next} The period ends ${dayWords(dueAt)}.`, at: null }];
}

function actorWords(by: TimelineEntry['by'], me: string | undefined): string {
  if (by === null) return 'Chat Man';
  if (by.person === null) return by.role === 'officer' ? 'A privacy officer' : 'The person';
  return by.person.id === me ? 'You' : (by.person.displayName ?? by.person.username ?? 'Somebody whose account is gone');
}

const nextWords: Readonly<Partial<Record<RequestState, string>>> = {
  received: 'A privacy officer checks who made the request.',
  'identity-confirmed': 'A privacy officer decides.',
  approved: 'A privacy officer carries it out.',
  'in-progress': 'Chat Man is carrying it out.',
};

export function dayWords(at: string, locale?: string): string {
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
  if (until < now.getTime()) return { words: `Overdue by ${daysWords(1 - days)}`, kind: 'bad', passed: 100 };
  return { words: `${daysWords(days)} left`, kind: passed >= 90 ? 'bad' : passed >= 50 ? 'warn' : 'calm', passed };
}

function daysWords(days: number): string {
  return days === 1 ? '1 day' : `${String(days)} days`;
}

export const actWords: Readonly<Record<RequestAct, string>> = {
  'verify-identity': 'Confirm identity',
  approve: 'Approve',
  refuse: 'Refuse',
  extend: 'Extend',
  withdraw: 'Withdraw',
  complete: 'Complete',
  lift: 'End it',
  keep: 'Keep it in force',
};

/** What is asked before an act. */
export function questionOf(act: RequestAct, request: RightsRequest): Question {
  const person = personOf(request);
  const readBy = 'The person can read it too.';
  switch (act) {
    case 'verify-identity':
      return {
        heading: `Is it really ${person}?`,
        consequences: ['Say how you know, such as a document that you saw or a number that you called back.'],
        undo: 'The request can then be approved or refused.',
        act: 'Confirm identity',
        isDangerous: false,
        reasonReadBy: readBy,
      };
    case 'approve':
      return { ...approval(request, person), reasonReadBy: readBy };
    case 'refuse':
      return {
        heading: `Refuse the request of ${person}?`,
        consequences: ['They are told your reason, and that they can complain to the supervisory authority.'],
        undo: 'A refusal can’t be undone; they can make another request.',
        act: 'Refuse the request',
        isDangerous: true,
        reasonReadBy: readBy,
      };
    case 'extend':
      return {
        heading: 'Extend the period by two months?',
        consequences: [
          'This is allowed once, in time, where the request is complex or there are many.',
          'The person is told why.',
        ],
        undo: 'An extension can’t be undone.',
        act: 'Extend the period',
        isDangerous: false,
        reasonReadBy: readBy,
      };
    case 'withdraw':
      return {
        heading: 'Withdraw this request?',
        consequences: ['It is closed, and nothing is done.'],
        undo: 'A new request can be made at any time.',
        act: 'Withdraw the request',
        isDangerous: false,
      };
    case 'lift':
      return lifting(request);
    case 'keep':
      return {
        heading: 'Keep the restriction in force?',
        consequences: ['The announced end does not come.', `${person} is told.`],
        undo: 'Its end can be announced again.',
        act: 'Keep it in force',
        isDangerous: false,
        reasonReadBy: readBy,
      };
    case 'complete':
      return {
        heading: 'Close this request as done?',
        consequences: ['Say what was done, and how the person was told.'],
        undo: 'This can’t be undone.',
        act: 'Complete the request',
        isDangerous: false,
        reasonReadBy: readBy,
      };
  }
}

function lifting({ type }: RightsRequest): Question {
  const isRestriction = type === 'restriction';
  return {
    heading: isRestriction ? 'Lift the restriction?' : 'End the objection?',
    consequences: isRestriction
      ? ['The data is processed again.', 'Where an officer lifts it, the person is informed some days before, with the reason.']
      : ['The data is part of statistics and reviews again.'],
    undo: 'The person can make the request again at any time.',
    act: isRestriction ? 'Lift the restriction' : 'End the objection',
    isDangerous: false,
    reasonReadBy: 'The person can read it too.',
  };
}

function approval({ type, subject }: RightsRequest, person: string): Omit<Question, 'reasonReadBy'> {
  if (type === 'erasure' && subject.id !== null)
    return {
      heading: `Erase everything about ${person}?`,
      consequences: [
        'Their account, conversations, files and keys are destroyed, also in the backups.',
        'Where an officer recorded the request, a second person must approve too.',
        'What a legal hold keeps stays, and the request says so.',
      ],
      undo: 'This can’t be undone by anyone.',
      act: 'Erase the data',
      isDangerous: true,
    };
  return {
    heading: `Approve the request of ${person}?`,
    consequences: [typeWords[type].about],
    undo: 'An approved request is carried out; it can’t be refused afterwards.',
    act: 'Approve the request',
    isDangerous: false,
  };
}
