import type { Approval, ApprovalState } from '#contracts/auth/approvals.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import type { Step } from '../../../shared/timeline.js';
import { sayLeft } from '../../../shared/when/when.rules.js';
import { personWords } from '../person-words.rules.js';

export const approvalMarks: Readonly<Record<ApprovalState, { readonly kind: MarkKind; readonly words: string }>> = {
  pending: { kind: 'warn', words: 'Pending' },
  approved: { kind: 'good', words: 'Approved' },
  denied: { kind: 'bad', words: 'Denied' },
  withdrawn: { kind: 'calm', words: 'Withdrawn' },
  expired: { kind: 'calm', words: 'Expired' },
  lapsed: { kind: 'calm', words: 'Lapsed' },
  'single-operator': { kind: 'good', words: 'Done by one person' },
};

export function approveQuestion(approval: Approval): Question {
  return {
    heading: 'Approve this request?',
    consequences: [
      approval.summary,
      ...(approval.identityCheck === null
        ? []
        : [`${personWords(approval.requestedBy)} verified the person’s identity as follows: “${approval.identityCheck}”`]),
      'It is carried out as soon as you approve, exactly as requested.',
      `${personWords(approval.requestedBy)} requested it. The audit log shows both your names.`,
    ],
    undo: 'You can’t withdraw your approval. Whether the change itself can be undone depends on what it is.',
    act: 'Approve request',
    isDangerous: true,
    reasonReadBy: 'The requester and auditors can read it.',
  };
}

export function denyQuestion(approval: Approval): Question {
  return {
    heading: 'Deny this request?',
    consequences: [`Nothing changes. ${personWords(approval.requestedBy)} sees that you denied it, and why.`],
    undo: 'It can be requested again.',
    act: 'Deny request',
    isDangerous: false,
    reasonReadBy: 'The requester and auditors can read it.',
  };
}

export function withdrawQuestion(): Question {
  return {
    heading: 'Withdraw your request?',
    consequences: ['Nothing changes, and nobody needs to decide it.'],
    undo: 'You can request it again.',
    act: 'Withdraw request',
    isDangerous: false,
    reasonReadBy: 'Auditors can read it.',
  };
}

/** Why the reader cannot decide, in one sentence; empty when they can, or when nothing is left to decide. */
export function whyNotDecidable(approval: Approval, readerId: string): string {
  if (approval.decidable || approval.state !== 'pending') return '';
  if (approval.requestedBy.id === readerId) return 'You requested this, so someone else has to decide.';
  if (approval.beneficiary?.id === readerId) return 'This is for your benefit, so someone else has to decide.';
  return 'Your role can’t decide this.';
}

/** An approval as a timeline. */
export function approvalSteps(approval: Approval, now: Date): Step[] {
  const asked: Step = {
    icon: 'arrow',
    words: `${personWords(approval.requestedBy)} requested it`,
    at: approval.requestedAt,
    quote: approval.reason,
  };
  const checked: Step[] =
    approval.identityCheck === null
      ? []
      : [
          {
            icon: 'person',
            words: 'Before that, they verified the person’s identity',
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
        words: `Waiting for a second person. ${capital(sayLeft(new Date(approval.expiresAt), now))} left; after that, the request expires and nothing changes.`,
        at: null,
      };
    case 'approved':
      return { icon: 'check', words: `${by} approved it, and it was carried out`, at: approval.decidedAt, ...said };
    case 'denied':
      return { icon: 'close', words: `${by} denied it; nothing was changed`, at: approval.decidedAt, ...said };
    case 'withdrawn':
      return { icon: 'again', words: `${by} withdrew it; nothing was changed`, at: approval.decidedAt, ...said };
    case 'expired':
      return { icon: 'clock', words: 'Nobody decided in time; nothing was changed', at: approval.expiresAt };
    case 'lapsed':
      return {
        icon: 'close',
        words: `${personWords(approval.requestedBy)} was disabled or changed roles before anyone decided; nothing was changed`,
        at: approval.decidedAt,
      };
    case 'single-operator':
      return {
        icon: 'warn',
        words: 'Done immediately, because nobody else could have approved it. The audit log says so.',
        at: approval.decidedAt,
      };
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
