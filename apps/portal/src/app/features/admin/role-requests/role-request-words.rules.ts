import type { RoleRequest } from '#contracts/auth/people/users.js';
import { privilegedRoles } from '#contracts/auth/people/users.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { roleMeaning, roleWords } from '../../../shared/text/role-words.rules.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import type { Step } from '../../../shared/timeline.js';
import { personWords } from '../person-words.rules.js';

export const requestMarks: Readonly<Record<RoleRequest['state'], { readonly kind: MarkKind; readonly words: string }>> = {
  pending: { kind: 'warn', words: $localize`Pending` },
  approved: { kind: 'good', words: $localize`Approved` },
  denied: { kind: 'bad', words: $localize`Denied` },
  withdrawn: { kind: 'calm', words: $localize`Withdrawn` },
};

export function approveQuestion(request: RoleRequest): Question {
  return {
    heading: $localize`Give ${personWords(request.person)} the role ${roleWords[request.role]}?`,
    consequences: [
      roleMeaning[request.role],
      privilegedRoles.includes(request.role)
        ? $localize`This role can see or decide things about other people, so a second person must also approve it within 24 hours, if anyone else can.`
        : $localize`The new role takes effect with their next request.`,
    ],
    undo: $localize`You can change the role again at any time.`,
    act: $localize`Approve request`,
    isDangerous: false,
    reasonReadBy: $localize`The person can read it too.`,
  };
}

export function denyQuestion(request: RoleRequest): Question {
  return {
    heading: $localize`Deny ${personWords(request.person)} this role?`,
    consequences: [$localize`Their role doesn’t change. They are notified, with your reason.`],
    undo: $localize`They can request it again.`,
    act: $localize`Deny request`,
    isDangerous: false,
    reasonReadBy: $localize`The person can read it too.`,
  };
}

/** A request as a timeline, for those who decide. */
export function requestSteps(request: RoleRequest): Step[] {
  const asked: Step = {
    icon: 'arrow',
    words: $localize`${personWords(request.person)} requested the role ${roleWords[request.role]}`,
    at: request.createdAt,
    quote: request.reason,
  };
  const said = request.decisionReason === null ? {} : { quote: request.decisionReason };
  switch (request.state) {
    case 'pending':
      return [
        asked,
        { icon: 'clock', words: $localize`Waiting for an administrator other than ${personWords(request.person)}.`, at: null },
      ];
    case 'approved':
      return [
        asked,
        { icon: 'check', words: $localize`${personWords(request.decidedBy)} approved it`, at: request.decidedAt, ...said },
      ];
    case 'denied':
      return [
        asked,
        { icon: 'close', words: $localize`${personWords(request.decidedBy)} denied it`, at: request.decidedAt, ...said },
      ];
    case 'withdrawn':
      return [asked, { icon: 'again', words: $localize`The person withdrew it`, at: request.decidedAt }];
  }
}
