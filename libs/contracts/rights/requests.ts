import * as z from 'zod/mini';
import { PersonRef, Reason } from '../auth/approvals.js';
import { Id, PageQuery, Timestamp, pageOf, personText } from '../common.js';
import { DisplayName, Username } from '../auth/auth.js';

/** Which right is exercised: GDPR Art. 15, 16, 17, 18, 20 and 21. */
export const RequestType = z.enum(['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection']);
export type RequestType = z.infer<typeof RequestType>;

export const RequestState = z.enum([
  'received',
  'identity-confirmed',
  'approved',
  'in-progress',
  'completed',
  'refused',
  'withdrawn',
]);
export type RequestState = z.infer<typeof RequestState>;

/** What can be done with a request. */
export const RequestAct = z.enum(['verify-identity', 'approve', 'refuse', 'extend', 'withdraw', 'complete', 'lift', 'keep']);
export type RequestAct = z.infer<typeof RequestAct>;

const Words = personText({ min: 0, max: 4_000 });

/** What the person wrote; for a rectification of names, the names as they should be. */
export const RequestDetails = z.object({
  text: z.string(),
  username: z.optional(z.string()),
  displayName: z.optional(z.string()),
});
export type RequestDetails = z.infer<typeof RequestDetails>;

/** Whom a request is about. Somebody without an account is known by name and address alone. */
export const RequestSubject = z.object({
  id: z.nullable(Id),
  username: z.nullable(z.string()),
  displayName: z.nullable(z.string()),
  /** Name and address of somebody without an account, for officers. */
  contact: z.nullable(z.string()),
});
export type RequestSubject = z.infer<typeof RequestSubject>;

/** Who did something in a case. Officers are not named to the person whose request it is. Null: Chat Man itself. */
export const CaseActor = z.object({ role: z.enum(['subject', 'officer']), person: z.nullable(PersonRef) });
export type CaseActor = z.infer<typeof CaseActor>;

/** What can happen in a case, in the order of time. */
export const CaseEvent = z.enum([
  'received',
  'identity-confirmed',
  'approval-requested',
  'approved',
  'in-progress',
  'completed',
  'refused',
  'withdrawn',
  'extended',
  'package-made',
  'package-downloaded',
  'package-expired',
  'names-corrected',
  'restricted',
  'lift-announced',
  'restriction-kept',
  'restriction-lifted',
  'objected',
  'objection-ended',
  'erased',
  'partly-kept',
  'rest-erased',
  'failed',
  'deadline-50',
  'deadline-75',
  'deadline-90',
  'deadline-passed',
]);
export type CaseEvent = z.infer<typeof CaseEvent>;

export const TimelineEntry = z.object({
  at: Timestamp,
  what: CaseEvent,
  by: z.nullable(CaseActor),
  /** The reason, or what was said about it. */
  note: z.nullable(z.string()),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** What was not done, and under which provision. */
export const Limitation = z.object({ article: z.string(), what: z.string(), reason: z.string() });
export type Limitation = z.infer<typeof Limitation>;

/** One exercise of a right, from its receipt to its end. */
export const RightsRequest = z
  .object({
    id: Id,
    type: RequestType,
    subject: RequestSubject,
    state: RequestState,
    receivedAt: Timestamp,
    dueAt: Timestamp,
    /** When the period was extended by two months; null where it was not. */
    extendedAt: z.nullable(Timestamp),
    closedAt: z.nullable(Timestamp),
    /** The part of the period that has passed, at 50, 75 and 90 per cent; `overdue` after its end. Empty once it is closed. */
    warnings: z.array(z.enum(['50', '75', '90', 'overdue'])),
    /** Null after an erasure, like every other word of the person's. */
    details: z.nullable(RequestDetails),
    timeline: z.array(TimelineEntry),
    partial: z.array(Limitation),
    /** What the reader can do now. */
    acts: z.array(RequestAct),
    /** The collected data, while it can be downloaded: once, before this time. */
    package: z.nullable(z.object({ expiresAt: Timestamp, bytes: z.number() })),
    /** Whether this restriction or objection is in force. */
    inForce: z.boolean(),
    /** When an officer’s lifting of the restriction takes effect, which the person is informed of before it; null where none is announced. */
    liftsAt: z.nullable(Timestamp),
    /** Whether an erasure certificate can be downloaded. */
    certified: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'RightsRequest' });
export type RightsRequest = z.infer<typeof RightsRequest>;

export const RightsRequestList = pageOf(RightsRequest).register(z.globalRegistry, { id: 'RightsRequestList' });
export type RightsRequestList = z.infer<typeof RightsRequestList>;

export const RightsRequestQuery = z.extend(PageQuery, {
  state: z.optional(z.enum(['open', 'closed', ...RequestState.options])),
  type: z.optional(RequestType),
  /** For officers: only their own. */
  mine: z.optional(z.enum(['true', 'false'])),
});
export type RightsRequestQuery = z.infer<typeof RightsRequestQuery>;

export const MakeRequest = z
  .strictObject({
    type: RequestType,
    details: z._default(
      z.union([
        Words,
        z.strictObject({ text: z.optional(Words), username: z.optional(Username), displayName: z.optional(DisplayName) }),
      ]),
      '',
    ),
    /** Id or username of an account, or how somebody without one can be reached. For officers. */
    subject: z.optional(
      z.union([
        z.string().check(z.minLength(1), z.maxLength(200)),
        z.strictObject({ contact: personText({ min: 3, max: 500 }) }),
      ]),
    ),
    /** When it arrived; for officers. Now where it is not given. */
    receivedAt: z.optional(Timestamp),
  })
  .register(z.globalRegistry, { id: 'MakeRequest' });
export type MakeRequest = z.infer<typeof MakeRequest>;

/** How the identity was checked. */
export const VerifyIdentity = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'VerifyIdentity' });
export type VerifyIdentity = z.infer<typeof VerifyIdentity>;

export const ApproveRequest = z
  .strictObject({
    reason: z.optional(Reason),
    /** What is not done, each with the provision that allows it. */
    partial: z._default(
      z
        .array(
          z.strictObject({
            article: z.string().check(z.regex(/^\d{1,2}(\([0-9a-z]{1,2}\))*$/)),
            what: personText({ min: 3, max: 500 }),
            reason: Reason,
          }),
        )
        .check(z.maxLength(20)),
      [],
    ),
  })
  .register(z.globalRegistry, { id: 'ApproveRequest' });
export type ApproveRequest = z.infer<typeof ApproveRequest>;

export const RefuseRequest = z
  .strictObject({
    reason: Reason,
    /** The provision that allows it, such as 12(5) or 17(3)(e). */
    article: z._default(z.string().check(z.regex(/^\d{1,2}(\([0-9a-z]{1,2}\))*$/)), '12(5)'),
  })
  .register(z.globalRegistry, { id: 'RefuseRequest' });
export type RefuseRequest = z.infer<typeof RefuseRequest>;

export const ExtendRequest = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'ExtendRequest' });
export type ExtendRequest = z.infer<typeof ExtendRequest>;

export const WithdrawRequest = z
  .strictObject({ reason: z.optional(Reason) })
  .register(z.globalRegistry, { id: 'WithdrawRequest' });
export type WithdrawRequest = z.infer<typeof WithdrawRequest>;

/** What was done. */
export const CompleteRequest = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'CompleteRequest' });
export type CompleteRequest = z.infer<typeof CompleteRequest>;

/** Ends a restriction or objection. Officers have to give a reason; the person does not. */
export const LiftRequest = z.strictObject({ reason: z.optional(Reason) }).register(z.globalRegistry, { id: 'LiftRequest' });
export type LiftRequest = z.infer<typeof LiftRequest>;

/** Why the restriction stays in force after all. */
export const KeepRestriction = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'KeepRestriction' });
export type KeepRestriction = z.infer<typeof KeepRestriction>;
