import { isAuditCode, type AuditCode } from '#contracts/audit/audit-codes.js';
import type { AuditRecord } from '#platform/access/ports.js';

/** Beside the three outcomes of an act: `intent` announces one whose outcome has to be written in another transaction. */
export type EventOutcome = AuditRecord['outcome'] | 'intent';

export interface EventFields {
  readonly actor: string | null;
  readonly role: string;
  readonly requestId: string | null;
  readonly action: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly outcome: EventOutcome;
  /** A code of the closed list. Events from before there was one may hold another word. */
  readonly reason: AuditCode | null;
  readonly intent: string | null;
}

export interface DescribedEvent {
  readonly fields: EventFields;
  /** What may not stand in the open log; sealed and erasable. Null when there is nothing of the kind. */
  readonly detail: Readonly<Record<string, unknown>> | null;
  /** Whose key seals the detail; null for that of the audit log itself. */
  readonly subjectId: string | null;
}

/** What the code that records runs for: the current request or job, if any. */
export interface Serving {
  readonly requestId: string | undefined;
  readonly isServingRequest: boolean;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** The open name of an object of a kind, where it is not a random id. None of these can be a word that a person typed. */
const named: Readonly<Record<string, RegExp>> = {
  settings: /^[a-z]\w*(\.[a-z]\w*)+(,[a-z]\w*(\.[a-z]\w*)+)*$/,
  route: /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (unknown|\/[A-Za-z0-9._:/*{}-]*)$/,
  record: /^[a-z_]+(\.[a-z_]+){2}:[0-9a-z:.-]+$/,
  'audit-range': /^\d+-\d+$/,
  'erased-details': /^\d+-[0-9a-f]{64}$/,
  database: /^[A-Za-z0-9_]+_before_[0-9_]+$/,
};
const longest = 200;

/**
 * Divides a room's event into the open part, which the tree commits to for ever, and the sealed part. The open part takes
 * codes of the closed list, random ids, and the few names that the program itself gives; everything else goes to the sealed part, so
 * that nothing typed by a person can reach the open one.
 */
export function describeEvent(
  record: AuditRecord,
  as: { readonly outcome: EventOutcome; readonly intent: string | null },
  serving: Serving,
): DescribedEvent {
  const person = record.actor === 'system' ? null : record.actor;
  // Background work can be started by a request and inherit its context: what Chat Man does itself names no request by itself.
  const requestId = record.requestId ?? (record.actor === 'system' ? undefined : serving.requestId);
  const isVisitor = record.actor === null && (record.requestId !== undefined || serving.isServingRequest);
  // Notes are put together by hand: a code that is none is sealed, too.
  const code = record.code !== undefined && isAuditCode(record.code) ? record.code : null;
  const objectId = record.object === undefined ? null : openId(record.object);
  const detail: Record<string, unknown> = { ...record.detail };
  if (record.reason !== undefined) detail['reason'] = record.reason;
  if (record.code !== undefined && code === null) detail['code'] = record.code;
  if (record.object !== undefined && objectId === null) detail['objectId'] = record.object.id;
  return {
    fields: {
      actor: person?.id ?? null,
      role: person?.role ?? (isVisitor ? 'visitor' : 'system'),
      requestId: requestId !== undefined && uuid.test(requestId) ? requestId : null,
      action: record.action,
      objectType: record.object?.type ?? null,
      objectId,
      outcome: as.outcome,
      reason: code,
      intent: as.intent,
    },
    detail: Object.keys(detail).length === 0 ? null : detail,
    subjectId: record.subjectId ?? person?.id ?? null,
  };
}

function openId({ type, id }: { readonly type: string; readonly id: string }): string | null {
  return id.length <= longest && (uuid.test(id) || named[type]?.test(id) === true) ? id : null;
}
