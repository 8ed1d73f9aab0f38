import * as z from 'zod/mini';
import { PersonRef, Reason } from '../auth/approvals.js';
import { Month } from '../audit/audit.js';
import { Id, PageQuery, Timestamp, lineOfText, pageOf } from '../common.js';

/** Months of the audit log, from the first to the last; `to: null` holds every later one too. */
export const HeldMonths = z.object({ from: Month, to: z.nullable(Month) });
export type HeldMonths = z.infer<typeof HeldMonths>;

/** What a hold keeps. A subject: everything that belongs to the person. A conversation or collection: it and everything in it. */
export const HoldScope = z
  .object({
    subjects: z.array(Id),
    conversations: z.array(Id),
    collections: z.array(Id),
    auditMonths: z.array(HeldMonths),
  })
  .register(z.globalRegistry, { id: 'HoldScope' });
export type HoldScope = z.infer<typeof HoldScope>;

/** Keeps what it names from retention, erasure and deletion until two people release it and its delay is over. */
export const Hold = z
  .object({
    id: Id,
    scope: HoldScope,
    /** The part of the scope that does not exist, or no longer did when the hold was placed: nothing of it can be kept. */
    gone: HoldScope,
    /** The subjects by name. */
    people: z.array(PersonRef),
    /** What it is about, in a line: the case, the request, the incident. */
    matter: z.string(),
    reason: z.string(),
    placedBy: PersonRef,
    placedAt: Timestamp,
    /** By when somebody has to say whether it is still needed. */
    reviewAt: Timestamp,
    /** From the decision to release it to its end. */
    releaseDelayHours: z.number(),
    /** The person who decided the release; null before, like the time. */
    releasedBy: z.nullable(PersonRef),
    releasedAt: z.nullable(Timestamp),
    /** When the released hold ends; until then it still keeps everything, and the release can be withdrawn. */
    endsAt: z.nullable(Timestamp),
    inForce: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'Hold' });
export type Hold = z.infer<typeof Hold>;

export const HoldList = pageOf(Hold).register(z.globalRegistry, { id: 'HoldList' });
export type HoldList = z.infer<typeof HoldList>;

export const HoldQuery = z.extend(PageQuery, {
  state: z.optional(z.enum(['in-force', 'released'])),
  /** Only those whose review is due. */
  due: z.optional(z.stringbool()),
});
export type HoldQuery = z.infer<typeof HoldQuery>;

const ids = z.optional(z.array(Id).check(z.maxLength(500)));

const MonthRange = z.strictObject({ from: Month, to: z.optional(z.nullable(Month)) }).check(
  z.refine(({ from, to }) => to === undefined || to === null || from <= to, {
    path: ['to'],
    error: 'must not be before the first month',
  }),
);

export const PlaceHold = z
  .strictObject({
    matter: lineOfText({ min: 3, max: 120 }),
    reason: Reason,
    reviewAt: z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
    scope: z
      .strictObject({
        subjects: ids,
        conversations: ids,
        collections: ids,
        /** Single months, or ranges of them. */
        auditMonths: z.optional(z.union([z.array(z.union([Month, MonthRange])).check(z.maxLength(120)), MonthRange])),
      })
      .check(
        z.refine(
          (scope) => Object.values(scope).some((part) => part !== undefined && (!Array.isArray(part) || part.length > 0)),
          {
            error: 'must name something',
          },
        ),
      ),
  })
  .register(z.globalRegistry, { id: 'PlaceHold' });
export type PlaceHold = z.infer<typeof PlaceHold>;

export const ReleaseHold = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'ReleaseHold' });
export type ReleaseHold = z.infer<typeof ReleaseHold>;

export const KeepHold = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'KeepHold' });
export type KeepHold = z.infer<typeof KeepHold>;

/** Says that a hold is still needed, and when to ask again. */
export const ReviewHold = z
  .strictObject({ reviewAt: z.union([z.iso.datetime({ offset: true }), z.iso.date()]), reason: Reason })
  .register(z.globalRegistry, { id: 'ReviewHold' });
export type ReviewHold = z.infer<typeof ReviewHold>;
