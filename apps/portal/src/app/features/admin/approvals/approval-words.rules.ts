import type { Approval, ApprovalState } from '#contracts/approvals.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import type { Step } from '../../../shared/timeline.js';
import { sayLeft } from '../../../shared/when/when.rules.js';
import { personWords } from '../person-words.rules.js';

export const approvalMarks: Readonly<Record<ApprovalState, { readonly kind: MarkKind; readonly words: string }>> = {
  pending: { kind: 'warn', words: 'Waiting' },
  approved: { kind: 'good', words: 'Approved' },
  denied: { kind: 'bad', words: 'Not approved' },
  withdrawn: { kind: 'calm', words: 'Taken back' },
  expired: { kind: 'calm', words: 'Expired' },
  lapsed: { kind: 'calm', words: 'Lapsed' },
  'single-operator': { kind: 'good', words: 'Done by one' },
};

export function approveQuestion(approval: Approval): Question {
  return {
    heading: 'Approve this?',
    consequences: [
      approval.summary,
      ...(approval.identityCheck === null
        ? []
        : [`${personWords(approval.requestedBy)} made sure of the person like this: “${approval.identityCheck}”`]),
      'It is done at once when you approve, exactly as it was asked for.',
      `${personWords(approval.requestedBy)} asked for it; your name stands beside theirs in the audit log.`,
    ],
    undo: 'Your approval cannot be taken back. Whether the act itself can be undone depends on what it is.',
    act: 'Approve it',
    isDangerous: true,
    reasonReadBy: 'Auditors read it, and whoever asked.',
  };
}

export function denyQuestion(approval: Approval): Question {
  return {
    heading: 'Not approve this?',
    consequences: [`Nothing is done. ${personWords(approval.requestedBy)} sees that you did not approve it, and why.`],
    undo: 'It can be asked for again.',
    act: 'Do not approve',
    isDangerous: false,
    reasonReadBy: 'Auditors read it, and whoever asked.',
  };
}

export function withdrawQuestion(): Question {
  return {
    heading: 'Take your request back?',
    consequences: ['Nothing is done, and nobody has to decide any more.'],
    undo: 'You can ask for it again.',
    act: 'Take it back',
    isDangerous: false,
    reasonReadBy: 'Auditors read it.',
  };
}

/** Why the reader cannot decide, in one sentence; empty when they can, or when nothing is left to decide. */
export function whyNotDecidable(approval: Approval, readerId: string): string {
  if (approval.decidable || approval.state !== 'pending') return '';
  if (approval.requestedBy.id === readerId) return 'You asked for this, so somebody else has to decide it.';
  if (approval.beneficiary?.id === readerId) return 'This is to your advantage, so somebody else has to decide it.';
  return 'You cannot decide this.';
}

/** An approval as its story. */
export function approvalSteps(approval: Approval, now: Date): Step[] {
  const asked: Step = {
    icon: 'arrow',
    words: `${personWords(approval.requestedBy)} asked for it`,
    at: approval.requestedAt,
    quote: approval.reason,
  };
  const checked: Step[] =
    approval.identityCheck === null
      ? []
      : [
          {
            icon: 'person',
            words: 'Before that, they made sure of the person',
            at: approval.requestedAt,
            quote: approval.identityCheck,
          },
        ];
  return [...checked, asked, end(approval, now)];
}

function end(approval: Approval, now: Date): Step {
  const by = personWords(approval.decidedBy);
  const said = approval.decisionReason === null ? {} : { quote: approval.decisionReason };
  switch (approval.state) {
    case 'pending':
      return {
        icon: 'clock',
        words: `A second person decides. ${capital(sayLeft(new Date(approval.expiresAt), now))} left; then the request lapses and nothing is done.`,
        at: null,
      };
    case 'approved':
      return { icon: 'check', words: `${by} approved it, and it was done`, at: approval.decidedAt, ...said };
    case 'denied':
      return { icon: 'close', words: `${by} did not approve it; nothing was done`, at: approval.decidedAt, ...said };
    case 'withdrawn':
      return { icon: 'again', words: `${by} took it back; nothing was done`, at: approval.decidedAt, ...said };
    case 'expired':
      return { icon: 'clock', words: 'Nobody decided in time; nothing was done', at: approval.expiresAt };
    case 'lapsed':
      return {
        icon: 'close',
        words: `${personWords(approval.requestedBy)} was disabled or changed roles before anybody decided; nothing was done`,
        at: approval.decidedAt,
      };
    case 'single-operator':
      return {
        icon: 'warn',
        words: 'Done at once, since nobody else could have decided. The audit log says so.',
        at: approval.decidedAt,
      };
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
