import type { RoleRequest } from '#contracts/users.js';
import { privilegedRoles } from '#contracts/users.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import { roleMeaning, roleWords } from '../../../shared/role-words.rules.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import type { Step } from '../../../shared/timeline.js';
import { personWords } from '../person-words.rules.js';

export const requestMarks: Readonly<Record<RoleRequest['state'], { readonly kind: MarkKind; readonly words: string }>> = {
  pending: { kind: 'warn', words: 'Waiting' },
  approved: { kind: 'good', words: 'Approved' },
  denied: { kind: 'bad', words: 'Not approved' },
  withdrawn: { kind: 'calm', words: 'Taken back' },
};

export function approveQuestion(request: RoleRequest): Question {
  return {
    heading: `Make ${personWords(request.person)} ${roleWords[request.role]}?`,
    consequences: [
      roleMeaning[request.role],
      privilegedRoles.includes(request.role)
        ? 'This role concerns others: a second person has to approve it after you within 24 hours, if there is anybody else who may.'
        : 'It holds from the person’s next request on.',
    ],
    undo: 'The role can be taken back at any time.',
    act: 'Approve the request',
    isDangerous: false,
    reasonReadBy: 'The person reads it too.',
  };
}

export function denyQuestion(request: RoleRequest): Question {
  return {
    heading: `Not give ${personWords(request.person)} this role?`,
    consequences: ['The role stays as it is. The person is told, with your reason.'],
    undo: 'They can ask again.',
    act: 'Do not approve',
    isDangerous: false,
    reasonReadBy: 'The person reads it too.',
  };
}

/** A request as its story, for those who decide. */
export function requestSteps(request: RoleRequest): Step[] {
  const asked: Step = {
    icon: 'arrow',
    words: `${personWords(request.person)} asked for the role ${roleWords[request.role]}`,
    at: request.createdAt,
    quote: request.reason,
  };
  const said = request.decisionReason === null ? {} : { quote: request.decisionReason };
  switch (request.state) {
    case 'pending':
      return [asked, { icon: 'clock', words: `An administrator other than ${personWords(request.person)} decides.`, at: null }];
    case 'approved':
      return [asked, { icon: 'check', words: `${personWords(request.decidedBy)} approved it`, at: request.decidedAt, ...said }];
    case 'denied':
      return [
        asked,
        { icon: 'close', words: `${personWords(request.decidedBy)} did not approve it`, at: request.decidedAt, ...said },
      ];
    case 'withdrawn':
      return [asked, { icon: 'again', words: 'The person took it back', at: request.decidedAt }];
  }
}
