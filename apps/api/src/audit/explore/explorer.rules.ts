import * as z from 'zod/mini';
import type { AuditEvent, AuditEventFilters } from '#contracts/audit/audit.js';
import { cursorTime, keyset } from '#platform/http/paging.js';
import type { LeafFields } from '#transparency/leaf.js';

const Position = z.strictObject({
  /** With microseconds, as events carry it. */
  recordedAt: cursorTime(6),
  sequence: z.string().check(z.regex(/^\d{1,18}$/)),
});
export type Position = z.infer<typeof Position>;

/** A page ends at the time and number of its last event. */
export const byTime = keyset(Position, ({ recordedAt, sequence }: Position) => ({ recordedAt, sequence }));

export interface FoundEvent extends LeafFields {
  /** Null while it waits for its place in the log. */
  readonly index: number | null;
  /** Base64; null like its place. */
  readonly leafHash: string | null;
}

export function inContract(event: FoundEvent): AuditEvent {
  return {
    id: event.id,
    index: event.index,
    recordedAt: event.recordedAt,
    actor: event.actor,
    role: event.role,
    requestId: event.requestId,
    action: event.action,
    object: event.objectType === null ? null : { type: event.objectType, id: event.objectId },
    outcome: event.outcome as AuditEvent['outcome'],
    reason: event.reason,
    intent: event.intent,
    hasDetail: event.detailCommitment !== null,
  };
}

/** The given filters, for the audit of searches. */
export function describeFilters(filters: AuditEventFilters): Record<string, string> {
  const { actor, action, object, outcome, from, to } = filters;
  return Object.fromEntries(
    Object.entries({ actor, action, object, outcome, from, to }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

export function isFiltered(filters: AuditEventFilters): boolean {
  return Object.keys(describeFilters(filters)).length > 0;
}

/** A reason as it came in the header `X-Access-Reason`. Headers carry Latin letters only, so a portal percent-encodes what people type. */
export function decodedReason(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}
