import type { Approval, ApprovalState } from '#contracts/auth/approvals.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import type { Step } from '../../../shared/timeline.js';
import { sayLeft } from '../../../shared/when/when.rules.js';
import { personWords } from '../person-words.rules.js';

export const approvalMarks: Readonly<Record<ApprovalState, { readonly kind: MarkKind; readonly words: string }>> = {
  pending: { kind: 'warn', words: $localize`Pending` },
  approved: { kind: 'good', words: $localize`Approved` },
  denied: { kind: 'bad', words: $localize`Denied` },
  withdrawn: { kind: 'calm', words: $localize`Withdrawn` },
  expired: { kind: 'calm', words: $localize`Expired` },
  lapsed: { kind: 'calm', words: $localize`Lapsed` },
  'single-operator': { kind: 'good', words: $localize`Done by one person` },
};

export function approveQuestion(approval: Approval): Question {
  return {
    heading: $localize`Approve this request?`,
    consequences: [
      approval.summary,
      ...(approval.identityCheck === null
        ? []
        : [
            $localize`${personWords(approval.requestedBy)} verified the person’s identity as follows: “${approval.identityCheck}”`,
          ]),
      $localize`It is carried out as soon as you approve, exactly as requested.`,
      $localize`${personWords(approval.requestedBy)} requested it. The audit log shows both your names.`,
    ],
    undo: $localize`You can’t withdraw your approval. Whether the change itself can be undone depends on what it is.`,
    act: $localize`Approve request`,
    isDangerous: true,
    reasonReadBy: $localize`The requester and auditors can read it.`,
  };
}

export function denyQuestion(approval: Approval): Question {
  return {
    heading: $localize`Deny this request?`,
    consequences: [$localize`Nothing changes. ${personWords(approval.requestedBy)} sees that you denied it, and why.`],
    undo: $localize`It can be requested again.`,
    act: $localize`Deny request`,
    isDangerous: false,
    reasonReadBy: $localize`The requester and auditors can read it.`,
  };
}

export function withdrawQuestion(): Question {
  return {
    heading: $localize`Withdraw your request?`,
    consequences: [$localize`Nothing changes, and nobody needs to decide it.`],
    undo: $localize`You can request it again.`,
    act: $localize`Withdraw request`,
    isDangerous: false,
    reasonReadBy: $localize`Auditors can read it.`,
  };
}

/** Why the reader cannot decide, in one sentence; empty when they can, or when nothing is left to decide. */
export function whyNotDecidable(approval: Approval, readerId: string): string {
  if (approval.decidable || approval.state !== 'pending') return '';
  if (approval.requestedBy.id === readerId) return $localize`You requested this, so someone else has to decide.`;
  if (approval.beneficiary?.id === readerId) return $localize`This is for your benefit, so someone else has to decide.`;
  return $localize`Your role can’t decide this.`;
}

/** An approval as a timeline. */
export function approvalSteps(approval: Approval, now: Date): Step[] {
  const asked: Step = {
    icon: 'arrow',
    words: $localize`${personWords(approval.requestedBy)} requested it`,
    at: approval.requestedAt,
    quote: approval.reason,
  };
  const checked: Step[] =
    approval.identityCheck === null
      ? []
      : [
          {
            icon: 'person',
            words: $localize`Before that, they verified the person’s identity`,
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
        words: $localize`Waiting for a second person. ${capital(sayLeft(new Date(approval.expiresAt), now))} left; after that, the request expires and nothing changes.`,
        at: null,
      };
    case 'approved':
      return { icon: 'check', words: $localize`${by} approved it, and it was carried out`, at: approval.decidedAt, ...said };
    case 'denied':
      return { icon: 'close', words: $localize`${by} denied it; nothing was changed`, at: approval.decidedAt, ...said };
    case 'withdrawn':
      return { icon: 'again', words: $localize`${by} withdrew it; nothing was changed`, at: approval.decidedAt, ...said };
    case 'expired':
      return { icon: 'clock', words: $localize`Nobody decided in time; nothing was changed`, at: approval.expiresAt };
    case 'lapsed':
      return {
        icon: 'close',
        words: $localize`${personWords(approval.requestedBy)} was disabled or changed roles before anyone decided; nothing was changed`,
        at: approval.decidedAt,
      };
    case 'single-operator':
      return {
        icon: 'warn',
        words: $localize`Done immediately, because nobody else could have approved it. The audit log says so.`,
        at: approval.decidedAt,
      };
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
