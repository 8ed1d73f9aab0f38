import type { RoleRequest } from '#contracts/auth/people/users.js';
import { roleWords } from '../../../shared/text/role-words.rules.js';
import type { Step } from '../../../shared/timeline.js';

/** A person's own request for a role as its story. */
export function roleRequestSteps(request: RoleRequest): Step[] {
  const asked: Step = {
    icon: 'arrow',
    words: $localize`You requested the role ${roleWords[request.role]}`,
    at: request.createdAt,
    quote: request.reason,
  };
  return [asked, decision(request)];
}

function decision(request: RoleRequest): Step {
  const by = request.decidedBy?.displayName ?? $localize`An administrator`;
  const said = request.decisionReason === null ? {} : { quote: request.decisionReason };
  switch (request.state) {
    case 'pending':
      return {
        icon: 'clock',
        words: $localize`Waiting for an administrator to decide. You don’t need to do anything.`,
        at: null,
      };
    case 'approved':
      return { icon: 'check', words: $localize`${by} approved it`, at: request.decidedAt, ...said };
    case 'denied':
      return { icon: 'close', words: $localize`${by} denied it`, at: request.decidedAt, ...said };
    case 'withdrawn':
      return { icon: 'again', words: $localize`You withdrew it`, at: request.decidedAt };
  }
}
