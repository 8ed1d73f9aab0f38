import type { RoleRequest } from '#contracts/auth/people/users.js';
import { privilegedRoles } from '#contracts/auth/people/users.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { roleMeaning, roleWords } from '../../../shared/text/role-words.rules.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import type { Step } from '../../../shared/timeline.js';
import { personWords } from '../person-words.rules.js';

export const requestMarks: Readonly<Record<RoleRequest['state'], { readonly kind: MarkKind; readonly words: string }>> = {
  pending: { kind: 'warn', words: 'Pending' },
  approved: { kind: 'good', words: 'Approved' },
  denied: { kind: 'bad', words: 'Denied' },
  withdrawn: { kind: 'calm', words: 'Withdrawn' },
};

export function approveQuestion(request: RoleRequest): Question {
  return {
    heading: `Give ${personWords(request.person)} the role ${roleWords[request.role]}?`,
    consequences: [
      roleMeaning[request.role],
      privilegedRoles.includes(request.role)
        ? 'This role can see or decide things about other people, so a second person must also approve it within 24 hours, if anyone else can.'
        : 'The new role takes effect with their next request.',
    ],
    undo: 'You can change the role again at any time.',
    act: 'Approve request',
    isDangerous: false,
    reasonReadBy: 'The person can read it too.',
  };
}

export function denyQuestion(request: RoleRequest): Question {
  return {
    heading: `Deny ${personWords(request.person)} this role?`,
    consequences: ['Their role doesn’t change. They are notified, with your reason.'],
    undo: 'They can request it again.',
    act: 'Deny request',
    isDangerous: false,
    reasonReadBy: 'The person can read it too.',
  };
}

/** A request as a timeline, for those who decide. */
export function requestSteps(request: RoleRequest): Step[] {
  const asked: Step = {
    icon: 'arrow',
    words: `${personWords(request.person)} requested the role ${roleWords[request.role]}`,
    at: request.createdAt,
    quote: request.reason,
  };
  const said = request.decisionReason === null ? {} : { quote: request.decisionReason };
  switch (request.state) {
    case 'pending':
      return [
        asked,
        { icon: 'clock', words: `Waiting for an administrator other than ${personWords(request.person)}.`, at: null },
      ];
    case 'approved':
      return [asked, { icon: 'check', words: `${personWords(request.decidedBy)} approved it`, at: request.decidedAt, ...said }];
    case 'denied':
      return [asked, { icon: 'close', words: `${personWords(request.decidedBy)} denied it`, at: request.decidedAt, ...said }];
    case 'withdrawn':
      return [asked, { icon: 'again', words: 'The person withdrew it', at: request.decidedAt }];
  }
}
