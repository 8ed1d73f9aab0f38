import * as z from 'zod/mini';
import { PersonRef, Reason } from '../auth/approvals.js';
import { Id, PageQuery, Timestamp, lineOfText, pageOf, personText } from '../common.js';

export const IncidentState = z.enum(['open', 'notified', 'closed']);
export type IncidentState = z.infer<typeof IncidentState>;

/** Whose data it may concern: accounts that others got into, and when. */
const Scope = {
  /** By id or username. */
  accounts: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(200))),
  from: z.optional(Timestamp),
  to: z.optional(Timestamp),
};

export const IncidentEvent = z.enum([
  'recorded',
  'changed',
  'updated',
  'notified',
  'decided-not-to-notify',
  'closing-requested',
  'closed',
]);
export type IncidentEvent = z.infer<typeof IncidentEvent>;

export const Incident = z
  .object({
    id: Id,
    title: z.string(),
    kind: z.string(),
    description: z.string(),
    state: IncidentState,
    awareAt: Timestamp,
    /** When the supervisory authority has to be notified at the latest (Art. 33(1)). */
    notifyBy: Timestamp,
    overdue: z.boolean(),
    notifiedAt: z.nullable(Timestamp),
    decision: z.nullable(z.enum(['notify', 'do-not-notify'])),
    affected: z.object({ people: z.number(), basis: z.string() }),
    accounts: z.array(Id),
    /** Whose accounts these are. */
    people: z.array(PersonRef),
    from: z.nullable(Timestamp),
    to: z.nullable(Timestamp),
    closedAt: z.nullable(Timestamp),
    timeline: z.array(z.object({ at: Timestamp, what: IncidentEvent, by: z.nullable(PersonRef), note: z.nullable(z.string()) })),
  })
  .register(z.globalRegistry, { id: 'Incident' });
export type Incident = z.infer<typeof Incident>;

export const IncidentList = pageOf(Incident).register(z.globalRegistry, { id: 'IncidentList' });
export type IncidentList = z.infer<typeof IncidentList>;

export const IncidentQuery = z.extend(PageQuery, { state: z.optional(IncidentState) });
export type IncidentQuery = z.infer<typeof IncidentQuery>;

const Description = personText({ min: 3, max: 8_000 });

export const RecordIncident = z
  .strictObject({
    title: lineOfText({ min: 3, max: 120 }),
    kind: lineOfText({ min: 2, max: 60 }),
    awareAt: Timestamp,
    description: Description,
    ...Scope,
  })
  .register(z.globalRegistry, { id: 'RecordIncident' });
export type RecordIncident = z.infer<typeof RecordIncident>;

export const ChangeIncident = z
  .strictObject({
    title: z.optional(lineOfText({ min: 3, max: 120 })),
    kind: z.optional(lineOfText({ min: 2, max: 60 })),
    description: z.optional(Description),
    ...Scope,
  })
  .register(z.globalRegistry, { id: 'ChangeIncident' });
export type ChangeIncident = z.infer<typeof ChangeIncident>;

/** A further phase of the notification (Art. 33(4)), or what was found out. */
export const UpdateIncident = z.strictObject({ text: Description }).register(z.globalRegistry, { id: 'UpdateIncident' });
export type UpdateIncident = z.infer<typeof UpdateIncident>;

export const DecideIncident = z
  .strictObject({ notify: z.boolean(), reason: Reason })
  .register(z.globalRegistry, { id: 'DecideIncident' });
export type DecideIncident = z.infer<typeof DecideIncident>;

export const CloseIncident = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'CloseIncident' });
export type CloseIncident = z.infer<typeof CloseIncident>;

/** The fields of Art. 33(3), as far as the register can fill them. */
export const IncidentForm = z
  .object({
    nature: z.string(),
    categoriesOfPeople: z.string(),
    approximatePeople: z.number(),
    basisOfTheNumber: z.string(),
    contact: z.string(),
    likelyConsequences: z.string(),
    measures: z.array(z.string()),
    awareAt: Timestamp,
    notifyBy: Timestamp,
    /** Asked for where the notification comes later (Art. 33(1)). */
    reasonsForDelay: z.nullable(z.string()),
    furtherInformationFollows: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'IncidentForm' });
export type IncidentForm = z.infer<typeof IncidentForm>;
