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
  readonly reason: string | null;
  readonly intent: string | null;
}

export interface DescribedEvent {
  readonly fields: EventFields;
  /** What may not stand in the open log; sealed and erasable. Null when there is nothing of the kind. */
  readonly detail: Readonly<Record<string, unknown>> | null;
  /** Whose key seals the detail; null for that of the audit log itself. */
  readonly subjectId: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Codes such as `users:manage` or `wrong-password`: nothing that a person typed. */
const code = /^[a-z][a-z0-9]*([:._-][a-z0-9]+)*$/;
/** Ids, names of settings and models, route patterns. No `@`, no umlaut: an e-mail address or a name does not get through. */
const identifier = /^[A-Za-z0-9][A-Za-z0-9 ._:/*{}+-]*$/;
const longest = 200;

/**
 * Divides what a room says about an act into the open part, which the tree commits to for ever, and the sealed part. Whatever is not
 * plainly a code or an id goes to the sealed part, so that no name, address or text can reach the open one.
 */
export function describeEvent(
  record: AuditRecord,
  as: { readonly outcome: EventOutcome; readonly intent: string | null },
): DescribedEvent {
  const reason = record.reason === undefined ? null : fitting(record.reason, code);
  const objectId = record.object === undefined ? null : fitting(record.object.id, identifier);
  const detail: Record<string, unknown> = { ...record.detail };
  if (record.reason !== undefined && reason === null) detail['reason'] = record.reason;
  if (record.object !== undefined && objectId === null) detail['objectId'] = record.object.id;
  return {
    fields: {
      actor: record.actor?.id ?? null,
      role: record.actor?.role ?? (record.requestId === undefined ? 'system' : 'visitor'),
      requestId: record.requestId !== undefined && uuid.test(record.requestId) ? record.requestId : null,
      action: record.action,
      objectType: record.object?.type ?? null,
      objectId,
      outcome: as.outcome,
      reason,
      intent: as.intent,
    },
    detail: Object.keys(detail).length === 0 ? null : detail,
    subjectId: record.subjectId ?? record.actor?.id ?? null,
  };
}

function fitting(text: string, shape: RegExp): string | null {
  return text.length <= longest && shape.test(text) ? text : null;
}
