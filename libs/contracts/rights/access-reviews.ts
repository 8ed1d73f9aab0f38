import * as z from 'zod/mini';
import { PersonRef, Reason } from '../auth/approvals.js';
import { Role, type Role as RoleName } from '../auth/people/roles.js';
import { Id, PageQuery, Timestamp, pageOf } from '../common.js';

/** Roles from the one with the least access up. The last two are on one level: neither is less than the other. */
const levels: Readonly<Record<RoleName, number>> = { external_client: 0, operations_team: 1, compliance_officer: 2, admin: 2 };

/** The roles with less access than this one. A review takes access away; more of it is granted under accounts. */
export function lesserRoles(role: RoleName): RoleName[] {
  return Role.options.filter((each) => levels[each] < levels[role]);
}

/**
 * `awaiting`: withdrawn, and a second person has not decided yet. `inactive`: disabled or erased otherwise meanwhile. `nobody-else`: closed
 * undecided, because its owner was the only reviewer.
 */
export const AccessDecision = z.enum(['undecided', 'awaiting', 'confirmed', 'changed', 'disabled', 'inactive', 'nobody-else']);
export type AccessDecision = z.infer<typeof AccessDecision>;

export const AccessReview = z
  .object({
    id: Id,
    state: z.enum(['open', 'closed']),
    roles: z.array(Role),
    startedAt: Timestamp,
    startedBy: PersonRef,
    dueAt: Timestamp,
    overdue: z.boolean(),
    /** Accounts by what was decided about them; `total` are all of them. */
    progress: z.object({
      total: z.int(),
      undecided: z.int(),
      awaiting: z.int(),
      confirmed: z.int(),
      changed: z.int(),
      disabled: z.int(),
      inactive: z.int(),
      nobodyElse: z.int(),
    }),
    closedAt: z.nullable(Timestamp),
    closedBy: z.nullable(PersonRef),
  })
  .register(z.globalRegistry, { id: 'AccessReview' });
export type AccessReview = z.infer<typeof AccessReview>;

/** Newest first. `nextDueAt`: when the next one has to be finished, with none open; null where no period is set, or one is open. */
export const AccessReviewList = z
  .extend(pageOf(AccessReview), { nextDueAt: z.nullable(Timestamp) })
  .register(z.globalRegistry, { id: 'AccessReviewList' });
export type AccessReviewList = z.infer<typeof AccessReviewList>;

/** An account as it was when the review began, what it is now, and what was decided. */
export const ReviewedAccount = z
  .object({
    account: PersonRef,
    role: Role,
    /** Null where the account is gone. */
    roleNow: z.nullable(Role),
    lastSignedInAt: z.nullable(Timestamp),
    mfaEnrolled: z.boolean(),
    /** API tokens that worked. */
    tokens: z.int(),
    /** Whether it had not been used for as long as the policy on dormant accounts allows, less its notice. */
    dormant: z.boolean(),
    /** Whether it is the reader's own, which another person has to decide. */
    own: z.boolean(),
    decision: AccessDecision,
    /** Null where nothing was decided, or the account was disabled. */
    roleAfter: z.nullable(Role),
    decidedBy: z.nullable(PersonRef),
    decidedAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'ReviewedAccount' });
export type ReviewedAccount = z.infer<typeof ReviewedAccount>;

export const ReviewedAccountList = pageOf(ReviewedAccount).register(z.globalRegistry, { id: 'ReviewedAccountList' });
export type ReviewedAccountList = z.infer<typeof ReviewedAccountList>;

export const ReviewedAccountQuery = z.extend(PageQuery, {
  decided: z.optional(z.enum(['true', 'false'])),
  role: z.optional(Role),
});
export type ReviewedAccountQuery = z.infer<typeof ReviewedAccountQuery>;

/** Without `roles`, accounts of every role; without `days`, the period of the setting `rights.accessReviewDays`. */
export const StartAccessReview = z
  .strictObject({
    roles: z.optional(z.array(Role).check(z.minLength(1), z.maxLength(4))),
    days: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
  })
  .register(z.globalRegistry, { id: 'StartAccessReview' });
export type StartAccessReview = z.infer<typeof StartAccessReview>;

export const ConfirmAccess = z
  .strictObject({ accounts: z.array(Id).check(z.minLength(1), z.maxLength(200)) })
  .register(z.globalRegistry, { id: 'ConfirmAccess' });
export type ConfirmAccess = z.infer<typeof ConfirmAccess>;

/** A role with less access, or none at all: the account is disabled. */
export const WithdrawAccess = z
  .strictObject({ to: z.enum(['external_client', 'operations_team', 'disabled']), reason: Reason })
  .register(z.globalRegistry, { id: 'WithdrawAccess' });
export type WithdrawAccess = z.infer<typeof WithdrawAccess>;
