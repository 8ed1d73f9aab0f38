import type { Approval } from '#contracts/auth/approvals.js';

const mara = { id: '01935000-0000-7000-8000-0000000000a1', username: 'mara', displayName: 'mara' };

/** As the API responds where a second person has to approve. */
export function askedFor({ action, summary }: Pick<Approval, 'action' | 'summary'>): Approval {
  return {
    id: '01935000-0000-7000-8000-0000000000c1',
    action,
    summary,
    reason: 'Its time is over',
    identityCheck: null,
    state: 'pending',
    requestedBy: mara,
    beneficiary: null,
    requestedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 24 * 60 * 60_000).toISOString(),
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    decidable: false,
  };
}
