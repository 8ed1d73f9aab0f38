import * as z from 'zod/mini';
import { PersonRef, Reason } from '../auth/approvals.js';
import { Id, PageQuery, Timestamp, pageOf } from '../common.js';

export const RetentionClass = z.enum([
  'conversation',
  'audit',
  'account',
  'session',
  'knowledge',
  'operation',
  'key',
  'alert',
  'permanent',
]);
export type RetentionClass = z.infer<typeof RetentionClass>;

const Days = z.number().check(z.int(), z.minimum(1), z.maximum(36_500));
const Count = z.number().check(z.int(), z.minimum(0));

/** A decision about a class, in force from then until the next one. */
export const PolicyVersion = z
  .object({
    id: Id,
    class: RetentionClass,
    /** The collection whose period it is; null: of the whole class. */
    collectionId: z.nullable(Id),
    /** Null: as the setting says, or for a collection as its class says. */
    days: z.nullable(z.number()),
    /** What was in force before; null: for ever. */
    previousDays: z.nullable(z.number()),
    reason: z.string(),
    /** The person who decided last; of two, the second. */
    decidedBy: PersonRef,
    decidedAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'PolicyVersion' });
export type PolicyVersion = z.infer<typeof PolicyVersion>;

export const RetentionPolicy = z
  .object({
    class: RetentionClass,
    /** In force. Null: kept until what it belongs to goes. */
    days: z.nullable(z.number()),
    /** What the settings say. */
    defaultDays: z.nullable(z.number()),
    /** What starts the clock or ends the keeping, in words. */
    rule: z.string(),
    /** The setting with the default; null where there is none. */
    setting: z.nullable(z.string()),
    /** Whether officers decide it. */
    changeable: z.boolean(),
    /** The shortest period that can be decided. */
    shortest: z.number(),
    tables: z.array(z.string()),
    /** The newest decision; null where there was none. */
    decision: z.nullable(PolicyVersion),
  })
  .register(z.globalRegistry, { id: 'RetentionPolicy' });
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

export const RetentionPolicies = z
  .object({ enabled: z.boolean(), items: z.array(RetentionPolicy) })
  .register(z.globalRegistry, { id: 'RetentionPolicies' });
export type RetentionPolicies = z.infer<typeof RetentionPolicies>;

/** Newest first. */
export const PolicyVersions = pageOf(PolicyVersion).register(z.globalRegistry, { id: 'PolicyVersions' });
export type PolicyVersions = z.infer<typeof PolicyVersions>;

/** How long documents of a collection are kept. */
export const CollectionPolicy = z
  .object({
    collection: z.object({ id: Id, name: z.string() }),
    /** Of its own; null: as its class says. */
    days: z.nullable(z.number()),
    /** What its class says; null: until somebody removes them. */
    classDays: z.nullable(z.number()),
    /** The newest decision; null where there was none. */
    decision: z.nullable(PolicyVersion),
  })
  .register(z.globalRegistry, { id: 'CollectionPolicy' });
export type CollectionPolicy = z.infer<typeof CollectionPolicy>;

export const CollectionPolicies = z
  .object({ items: z.array(CollectionPolicy) })
  .register(z.globalRegistry, { id: 'CollectionPolicies' });
export type CollectionPolicies = z.infer<typeof CollectionPolicies>;

/** `days: null` goes back to what the setting says. */
export const DecidePolicy = z
  .strictObject({ days: z.nullable(Days), reason: Reason })
  .register(z.globalRegistry, { id: 'DecidePolicy' });
export type DecidePolicy = z.infer<typeof DecidePolicy>;

/** What would go; with other periods than those in force where some are given. */
export const PreviewRetention = z
  ._default(
    z.strictObject({
      days: z.optional(z.partialRecord(RetentionClass, Days)),
      /** Of collections, by id. */
      collections: z.optional(z.record(Id, Days)),
    }),
    {},
  )
  .register(z.globalRegistry, { id: 'PreviewRetention' });
export type PreviewRetention = z.infer<typeof PreviewRetention>;

/** What a run would remove of one class, as counts and dates. */
export const ClassPreview = z.object({
  class: RetentionClass,
  /** Such as `conversation`. */
  object: z.string(),
  /** The one that has a period of its own; null: everything of the class without one. */
  collection: z.nullable(z.object({ id: Id, name: z.string() })),
  days: z.number(),
  /** What began before this moment is past its time. */
  cutoff: Timestamp,
  objects: Count,
  /** What they hold, such as messages. */
  parts: Count,
  /** Past their time too, and kept by a legal hold. */
  held: Count,
  /** When the clocks of the first and the last of them began. */
  oldest: z.nullable(Timestamp),
  newest: z.nullable(Timestamp),
  /** What becomes due on each of the next 30 days; days without are left out. */
  upcoming: z.array(z.object({ day: z.iso.date(), objects: Count })),
});
export type ClassPreview = z.infer<typeof ClassPreview>;

export const RetentionPreview = z
  .object({ at: Timestamp, enabled: z.boolean(), items: z.array(ClassPreview) })
  .register(z.globalRegistry, { id: 'RetentionPreview' });
export type RetentionPreview = z.infer<typeof RetentionPreview>;

export const RetentionRunState = z.enum(['running', 'completed', 'failed', 'cancelled']);
export type RetentionRunState = z.infer<typeof RetentionRunState>;

export const RetentionRun = z
  .object({
    id: Id,
    trigger: z.enum(['schedule', 'person', 'operator']),
    requestedBy: z.nullable(PersonRef),
    state: RetentionRunState,
    startedAt: Timestamp,
    finishedAt: z.nullable(Timestamp),
    /** The job to follow while it runs. */
    jobId: z.nullable(Id),
    steps: z.array(
      z.object({
        class: RetentionClass,
        object: z.string(),
        /** The one that it was about; null: everything of the class without a period of its own. */
        collection: z.nullable(Id),
        days: z.number(),
        cutoff: Timestamp,
        removed: Count,
        parts: Count,
        held: Count,
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'RetentionRun' });
export type RetentionRun = z.infer<typeof RetentionRun>;

/** Newest first. */
export const RetentionRunPage = pageOf(RetentionRun).register(z.globalRegistry, { id: 'RetentionRunPage' });
export type RetentionRunPage = z.infer<typeof RetentionRunPage>;

export const RetentionRunQuery = PageQuery;
export type RetentionRunQuery = z.infer<typeof RetentionRunQuery>;

export const StartRetentionRun = z
  ._default(z.strictObject({ reason: z.optional(Reason) }), {})
  .register(z.globalRegistry, { id: 'StartRetentionRun' });
export type StartRetentionRun = z.infer<typeof StartRetentionRun>;

export const RetentionRunStarted = z
  .object({ run: RetentionRun, job: z.object({ id: Id }) })
  .register(z.globalRegistry, { id: 'RetentionRunStarted' });
export type RetentionRunStarted = z.infer<typeof RetentionRunStarted>;
