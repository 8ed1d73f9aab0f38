import * as z from 'zod/mini';
import { Id, PageQuery, Timestamp, pageOf, personText, sortBy } from '../common.js';

/** The reason for something that others will ask about. */
export const Reason = personText({ min: 3, max: 500 });

/** How the identity of the person who asks for help was verified. */
export const IdentityCheck = personText({ min: 10, max: 500 });

/** How other people are named to those who may act on them. Null where the account is gone. */
export const PersonRef = z
  .object({ id: Id, username: z.nullable(z.string()), displayName: z.nullable(z.string()) })
  .register(z.globalRegistry, { id: 'PersonRef' });
export type PersonRef = z.infer<typeof PersonRef>;

/**
 * `single-operator`: ran immediately after a step-up, since no one else could have decided. `withdrawn`: withdrawn by the requester.
 * `lapsed`: the requester was disabled or lost the role meanwhile.
 */
export const ApprovalState = z.enum(['pending', 'approved', 'denied', 'withdrawn', 'expired', 'lapsed', 'single-operator']);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** An act that takes two people: requested by one, decided by another who gains nothing from it, within 24 hours, once. */
export const Approval = z
  .object({
    id: Id,
    /** Such as `role.grant` or `backup.restore`. */
    action: z.string(),
    /** What will happen, in one sentence. */
    summary: z.string(),
    reason: z.string(),
    /** How the requester verified the identity of the beneficiary, where the act requires that; the decider weighs it. */
    identityCheck: z.nullable(z.string()),
    state: ApprovalState,
    requestedBy: PersonRef,
    beneficiary: z.nullable(PersonRef),
    requestedAt: Timestamp,
    expiresAt: Timestamp,
    decidedBy: z.nullable(PersonRef),
    decidedAt: z.nullable(Timestamp),
    decisionReason: z.nullable(z.string()),
    /** Whether the reader may approve or deny it. */
    decidable: z.boolean(),
    /** Present and true when part of it is damaged: then no one can decide it. */
    damaged: z.optional(z.boolean()),
  })
  .register(z.globalRegistry, { id: 'Approval' });
export type Approval = z.infer<typeof Approval>;

/** The answer (202) of a call that waits for a second person. */
export const AwaitingApproval = z.object({ approval: Approval }).register(z.globalRegistry, { id: 'AwaitingApproval' });
export type AwaitingApproval = z.infer<typeof AwaitingApproval>;

export const ApprovalList = pageOf(Approval).register(z.globalRegistry, { id: 'ApprovalList' });
export type ApprovalList = z.infer<typeof ApprovalList>;

export const ApprovalQuery = z.extend(PageQuery, {
  state: z.optional(z.enum(['pending', 'decided'])),
  sort: sortBy('-asked', 'asked'),
});
export type ApprovalQuery = z.infer<typeof ApprovalQuery>;

export const Decide = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'Decide' });
export type Decide = z.infer<typeof Decide>;
