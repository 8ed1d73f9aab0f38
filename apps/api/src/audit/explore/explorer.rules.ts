import type { AuditEvent, AuditEventFilters } from '#contracts/audit.js';
import type { LeafFields } from '#transparency/leaf.js';

/** Where a page ends: the time and number of its last event. */
export interface Cursor {
  /** With microseconds, as events carry it. */
  readonly recordedAt: string;
  readonly sequence: string;
}

export interface FoundEvent extends LeafFields {
  /** Null while it waits for its place in the log. */
  readonly index: number | null;
  /** Base64; null like its place. */
  readonly leafHash: string | null;
}

export function writeCursor({ recordedAt, sequence }: Cursor): string {
  return Buffer.from(`${recordedAt} ${sequence}`, 'latin1').toString('base64url');
}

/** Null for what is no cursor that a page gave out. */
export function readCursor(text: string): Cursor | null {
  const plain = Buffer.from(text, 'base64url').toString('latin1');
  const [, recordedAt, sequence] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (\d{1,18})$/.exec(plain) ?? [];
  if (recordedAt === undefined || sequence === undefined || Number.isNaN(Date.parse(recordedAt))) return null;
  return { recordedAt, sequence };
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

/** The filters that were given, for the record of who looked for what. */
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
