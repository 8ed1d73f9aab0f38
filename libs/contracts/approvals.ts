import * as z from 'zod/mini';
import { Id, PageQuery, Timestamp, pageOf, personText, sortBy } from './common.js';

/** Why somebody does what others will ask about. */
export const Reason = personText({ min: 3, max: 500 });

/** How somebody made sure that it is this person who asks for help. */
export const IdentityCheck = personText({ min: 10, max: 500 });

/** How other people are named to those who may act on them. Null where the account is gone. */
export const PersonRef = z
  .object({ id: Id, username: z.nullable(z.string()), displayName: z.nullable(z.string()) })
  .register(z.globalRegistry, { id: 'PersonRef' });
export type PersonRef = z.infer<typeof PersonRef>;

/**
 * `single-operator`: ran at once after a step-up, since nobody else could have decided. `withdrawn`: taken back by whoever asked.
 * `lapsed`: whoever asked was disabled or lost the role meanwhile.
 */
export const ApprovalState = z.enum(['pending', 'approved', 'denied', 'withdrawn', 'expired', 'lapsed', 'single-operator']);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** Something that takes two people: asked for by one, decided by another who gains nothing from it, within 24 hours, once. */
export const Approval = z
  .object({
    id: Id,
    /** Such as `role.grant` or `backup.restore`. */
    action: z.string(),
    /** What will happen, in one sentence. */
    summary: z.string(),
    reason: z.string(),
    /** How whoever asked made sure of the person whom it concerns, where the act takes that; whoever decides weighs it. */
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
    /** Present and true when something of it does not open: then nobody can decide it. */
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
