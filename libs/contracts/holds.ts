import * as z from 'zod/mini';
import { PersonRef, Reason } from './auth/approvals.js';
import { Month } from './audit/audit.js';
import { Id, PageQuery, Timestamp, lineOfText, pageOf } from './common.js';

/** Months of the audit log, from the first to the last; `to: null` holds every later one too. */
const AuditScope = { kind: z.literal('audit'), from: Month, to: z.nullable(Month) };

/** What a hold keeps, by kind. */
export const HoldScope = z.discriminatedUnion('kind', [z.object(AuditScope)]);
export type HoldScope = z.infer<typeof HoldScope>;

/** Keeps what it names from retention until two people release it. */
export const Hold = z
  .object({
    id: Id,
    scope: HoldScope,
    /** What it is about, in a line: the case, the request, the incident. */
    matter: z.string(),
    reason: z.string(),
    placedBy: PersonRef,
    placedAt: Timestamp,
    /** Null while it is in force, like the time. The person who decided the release. */
    releasedBy: z.nullable(PersonRef),
    releasedAt: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'Hold' });
export type Hold = z.infer<typeof Hold>;

export const HoldList = pageOf(Hold).register(z.globalRegistry, { id: 'HoldList' });
export type HoldList = z.infer<typeof HoldList>;

export const HoldQuery = z.extend(PageQuery, {
  state: z.optional(z.enum(['in-force', 'released'])),
});
export type HoldQuery = z.infer<typeof HoldQuery>;

export const PlaceHold = z
  .strictObject({
    scope: z.discriminatedUnion('kind', [
      z
        .strictObject(AuditScope)
        .check(
          z.refine(({ from, to }) => to === null || from <= to, { path: ['to'], error: 'must not be before the first month' }),
        ),
    ]),
    matter: lineOfText({ min: 3, max: 120 }),
    reason: Reason,
  })
  .register(z.globalRegistry, { id: 'PlaceHold' });
export type PlaceHold = z.infer<typeof PlaceHold>;

export const ReleaseHold = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'ReleaseHold' });
export type ReleaseHold = z.infer<typeof ReleaseHold>;
