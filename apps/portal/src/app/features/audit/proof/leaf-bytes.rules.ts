import type { AuditEvent, AuditProof } from '#contracts/audit/audit.js';

const epoch = BigInt(Date.UTC(2000, 0, 1)) * 1000n;

/**
 * What the log committed to for an event, as docs/audit.md lays a leaf out (version 1): made from the event as it is shown, so that a
 * proof speaks for what the reader sees. Only numbers that are not shown come from the proof. Null for fields that no event can have.
 */
export function leafBytes(event: AuditEvent, leaf: AuditProof['leaf']): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from([
      1,
      ...wholeNumber(BigInt(leaf['sequence'] ?? '')),
      ...uuid(event.id),
      ...wholeNumber(BigInt(leaf['transaction'] ?? '')),
      ...wholeNumber(microseconds(event.recordedAt) - epoch),
      ...field(event.actor, uuid),
      ...field(event.role, text),
      ...field(event.requestId, uuid),
      ...field(event.action, text),
      ...field(event.object?.type ?? null, text),
      ...field(event.object?.id ?? null, text),
      ...field(event.outcome, text),
      ...field(event.reason, text),
      ...field(event.intent, uuid),
      ...field(leaf['detailCommitment'] ?? null, (hash) => [...bytesOf(hash)]),
    ]);
  } catch {
    // Not a number, not a time, not base64: whatever it is, the log never committed to it.
    return null;
  }
}

/** Base64 as bytes; throws for anything else. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function field(value: string | null, encoded: (value: string) => number[]): number[] {
  const bytes = value === null ? [] : encoded(value);
  return [bytes.length >> 8, bytes.length & 0xff, ...bytes];
}

function wholeNumber(value: bigint): number[] {
  const eight = new DataView(new ArrayBuffer(8));
  eight.setBigInt64(0, value);
  return [...new Uint8Array(eight.buffer)];
}

function microseconds(time: string): bigint {
  const [, second = '', fraction = ''] = /^(.{19})\.(\d{6})Z$/.exec(time) ?? [];
  return BigInt(Date.parse(`${second}Z`)) * 1000n + BigInt(fraction);
}

function uuid(value: string): number[] {
  return (value.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

function text(value: string): number[] {
  return [...new TextEncoder().encode(value)];
}
