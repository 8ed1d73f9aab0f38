import * as z from 'zod/mini';
import { PersonRef, Reason } from '../auth/approvals.js';
import type { AuditAction } from './audit-actions.js';
import { Username } from '../auth/auth.js';
import { Id, PageQuery, pageOf, sortBy, Timestamp } from '../common.js';

/** SHA-256 in base64. */
const Hash = z.string();
const Count = z.number().check(z.int(), z.minimum(0));
/** UTC with microseconds, as it is hashed. */
const RecordedAt = z.string();

export const AuditOutcome = z.enum(['success', 'denied', 'failed', 'intent']);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** Names of actions as `auditActions` lists them; a log outlives the version that wrote it, so older names are accepted too. */
const ActionName = z.string().check(z.regex(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/), z.maxLength(80));

const eventFilters = {
  actor: z.optional(z.uuid()),
  /** A whole action, or its object alone, such as `session`. */
  action: z.optional(ActionName),
  /** Id of the object. */
  object: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  outcome: z.optional(AuditOutcome),
  from: z.optional(z.iso.datetime()),
  to: z.optional(z.iso.datetime()),
};

export const AuditEventQuery = z.extend(PageQuery, {
  ...eventFilters,
  /** `false` leaves out reads of the log and of the names in it, since every read adds one. */
  reads: z._default(z.stringbool(), true),
  sort: sortBy('-recorded', 'recorded'),
});
export type AuditEventQuery = z.infer<typeof AuditEventQuery>;
export type AuditEventFilters = Omit<AuditEventQuery, 'limit' | 'cursor' | 'sort' | 'reads'>;

/** Events that every read of the log adds. */
export const readingActions = ['audit.read', 'audit.actors-named'] as const satisfies readonly AuditAction[];

/** The most ids per request. */
export const mostActors = 100;
const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** Either the owners of these ids, separated by commas, or the present id of a name. The log itself holds no names. */
export const AuditActorsQuery = z
  .strictObject({
    ids: z.optional(z.string().check(z.regex(new RegExp(`^${uuid}(?:,${uuid}){0,${mostActors - 1}}$`)))),
    username: z.optional(Username),
  })
  .check(
    z.refine(({ ids, username }) => (ids === undefined) !== (username === undefined), {
      error: 'send either ids or a username',
    }),
  );
export type AuditActorsQuery = z.infer<typeof AuditActorsQuery>;

/** Who is left out has no account any more. */
export const AuditActors = z.object({ items: z.array(PersonRef) }).register(z.globalRegistry, { id: 'AuditActors' });
export type AuditActors = z.infer<typeof AuditActors>;

/** The header `X-Access-Reason`: the reason for reading the log. It is recorded, sealed. */
export const AccessReason = z.string().check(z.trim(), z.minLength(5), z.maxLength(500));

export const AuditEvent = z
  .object({
    id: Id,
    /** Its place in the log; null until the next checkpoint, a second at most. */
    index: z.nullable(Count),
    recordedAt: RecordedAt,
    actor: z.nullable(z.string()),
    role: z.string(),
    requestId: z.nullable(z.string()),
    action: z.string(),
    object: z.nullable(z.object({ type: z.string(), id: z.nullable(z.string()) })),
    outcome: AuditOutcome,
    reason: z.nullable(z.string()),
    /** The event that announced this act. */
    intent: z.nullable(z.string()),
    hasDetail: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

/** An event of the list: with what its sentence needs of its sealed detail. */
export const ListedAuditEvent = z.extend(AuditEvent, {
  /** The role that was given, of an event `user.role-changed` whose detail is kept; else null. */
  newRole: z.nullable(z.string()),
});
export type ListedAuditEvent = z.infer<typeof ListedAuditEvent>;

export const AuditEventPage = pageOf(ListedAuditEvent).register(z.globalRegistry, { id: 'AuditEventPage' });
export type AuditEventPage = z.infer<typeof AuditEventPage>;

export const AuditEventWithDetail = z
  .extend(AuditEvent, {
    /** `erased`: its key was destroyed, or it was removed; the log still shows that there was one. `damaged`: it does not open. */
    detail: z.nullable(
      z.discriminatedUnion('state', [
        z.object({ state: z.literal('kept'), values: z.record(z.string(), z.unknown()) }),
        z.object({ state: z.literal('erased') }),
        z.object({ state: z.literal('damaged') }),
      ]),
    ),
  })
  .register(z.globalRegistry, { id: 'AuditEventWithDetail' });
export type AuditEventWithDetail = z.infer<typeof AuditEventWithDetail>;

/** One event, and how its hash leads up to the root that was signed. `libs/transparency` checks it; so does any RFC 6962 tool. */
export const AuditProof = z
  .object({
    eventId: Id,
    index: Count,
    leaf: z.record(z.string(), z.nullable(z.string())),
    leafHash: Hash,
    size: Count,
    root: Hash,
    proof: z.array(Hash),
    /** Signed note over size and root. */
    checkpoint: z.string(),
    /** Verifier key of the log. For information; compare it with the one that you were given by another way. */
    key: z.string(),
  })
  .register(z.globalRegistry, { id: 'AuditProof' });
export type AuditProof = z.infer<typeof AuditProof>;

export const ConsistencyQuery = z.strictObject({
  from: z.coerce.number().check(z.int(), z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER)),
  to: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER))),
});
export type ConsistencyQuery = z.infer<typeof ConsistencyQuery>;

/** Shows that the log of size `to` begins with the log of size `from`. */
export const AuditConsistency = z
  .object({ from: Count, to: Count, fromRoot: Hash, toRoot: Hash, proof: z.array(Hash) })
  .register(z.globalRegistry, { id: 'AuditConsistency' });
export type AuditConsistency = z.infer<typeof AuditConsistency>;

export const AuditFault = z.enum(['altered', 'missing', 'inserted', 'reordered', 'truncated', 'forked', 'stale']);
export type AuditFault = z.infer<typeof AuditFault>;

export const AuditVerification = z
  .object({
    valid: z.boolean(),
    /** Places in the log, and how many of them a signature covers. */
    size: Count,
    signedSize: Count,
    events: Count,
    pruned: Count,
    /** Recorded and not yet in the log. */
    waiting: Count,
    checkedAt: Timestamp,
    durationMs: Count,
    root: z.nullable(Hash),
    /** The bad place lies in [index, upTo): one place, or a stretch between two signatures where no second record of it survives. */
    firstBad: z.nullable(
      z.object({
        index: Count,
        upTo: Count,
        kind: AuditFault,
        where: z.enum(['event', 'detail', 'tree', 'checkpoint', 'anchor']),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof AuditVerification>;

export const VerifyQuery = z.strictObject({
  /** `false` returns immediately (202) with the verification to poll; without it the response comes when all is checked. */
  wait: z._default(z.stringbool(), true),
});
export type VerifyQuery = z.infer<typeof VerifyQuery>;

/** `stopped`: by a person. `interrupted`: the instance that checked went away. `failed`: the log could not be read to its end. */
export const AuditVerificationState = z.enum(['running', 'finished', 'stopped', 'interrupted', 'failed']);
export type AuditVerificationState = z.infer<typeof AuditVerificationState>;

/** One pass over the whole log. There is one at a time; it goes on when the requester disconnects. */
export const AuditVerificationRun = z
  .object({
    id: Id,
    state: AuditVerificationState,
    /** First every event against the tree and the signatures, then every sealed detail against its event. */
    step: z.enum(['events', 'details']),
    /** Of this step: how many are behind, and how many there are. */
    checked: Count,
    size: Count,
    startedAt: Timestamp,
    endedAt: z.nullable(Timestamp),
    /** What came out, of a finished one. */
    result: z.nullable(AuditVerification),
  })
  .register(z.globalRegistry, { id: 'AuditVerificationRun' });
export type AuditVerificationRun = z.infer<typeof AuditVerificationRun>;

export const AuditVerificationPage = pageOf(AuditVerificationRun).register(z.globalRegistry, { id: 'AuditVerificationPage' });
export type AuditVerificationPage = z.infer<typeof AuditVerificationPage>;

export const AuditVerificationQuery = PageQuery;
export type AuditVerificationQuery = z.infer<typeof AuditVerificationQuery>;

export const AuditExportQuery = z.strictObject({
  format: z._default(z.enum(['jsonl', 'csv']), 'jsonl'),
  /** Whether sealed details are opened into the export, as far as they are kept. */
  details: z._default(z.stringbool(), false),
  ...eventFilters,
});
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;

export const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/** Which month of events may go next, and when. Hashes stay, so that every other event can still be proved. */
export const AuditPruning = z
  .object({
    /** As `2026-11`; null for an empty log. */
    oldestMonth: z.nullable(z.string()),
    retentionDays: Count,
    /** From when on that month may be removed; null like it. */
    removableFrom: z.nullable(Timestamp),
    /** Whether a legal hold keeps that month, regardless of its age. */
    heldUntilReleased: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'AuditPruning' });
export type AuditPruning = z.infer<typeof AuditPruning>;

export const PruneAudit = z.strictObject({ month: Month, reason: Reason }).register(z.globalRegistry, { id: 'PruneAudit' });
export type PruneAudit = z.infer<typeof PruneAudit>;

/** What an administrator may see: that the log is kept, not what is in it. */
export const AuditCounts = z
  .object({
    size: Count,
    signedAt: z.nullable(Timestamp),
    /** Of the last 24 hours. */
    lastDay: z.object({ success: Count, denied: Count, failed: Count, intent: Count }),
  })
  .register(z.globalRegistry, { id: 'AuditCounts' });
export type AuditCounts = z.infer<typeof AuditCounts>;
