import { decodeBase64 } from './note/note-text.js';

/**
 * What the log commits to for one event, in the spelling that exports use. Nothing in it names a person: the actor is a random id,
 * and details are only committed to by a salted hash.
 */
export interface LeafFields {
  /** Row number, a decimal text: PostgreSQL's identity. */
  readonly sequence: string;
  /** UUID of the event. */
  readonly id: string;
  /** The database transaction that wrote it, a decimal text (PostgreSQL's xid8). */
  readonly transaction: string;
  /** UTC with microseconds: `2026-11-21T09:30:00.000001Z`. */
  readonly recordedAt: string;
  readonly actor: string | null;
  readonly role: string;
  readonly requestId: string | null;
  readonly action: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  /** The event that announced this act, when its outcome had to be written in another transaction. */
  readonly intent: string | null;
  /** Base64 of SHA-256(salt ‖ detail), or null when there is no detail. */
  readonly detailCommitment: string | null;
}

/** A field that is not in its one canonical spelling and so must never have been written by us. */
export class LeafError extends Error {
  override readonly name = 'LeafError';
}

const version = 1;
const epoch = Date.UTC(2000, 0, 1);
const maxTextBytes = 200;
const maxLeafBytes = 2048;
const scratch = Buffer.alloc(maxLeafBytes);

/**
 * The bytes that are hashed: version 1, then sequence, id, transaction and time in fixed width (8, 16, 8, 8 bytes, big-endian; time in
 * microseconds since 2000-01-01 UTC, as PostgreSQL keeps it), then each other field with its length in two bytes. Absent is length 0; present is never empty. One event has
 * exactly one encoding, and no encoding reads as two events. The database computes the
 * same bytes in SQL (column `audit.event.leaf_hash`).
 */
export function encodeLeaf(leaf: LeafFields): Buffer {
  let at = scratch.writeUInt8(version, 0);
  at = writeWholeNumber(leaf.sequence, at, 'sequence');
  at = writeUuid(leaf.id, at, 'id');
  at = writeWholeNumber(leaf.transaction, at, 'transaction');
  at = writeMicroseconds(leaf.recordedAt, at);
  at = writeOptionalUuid(leaf.actor, at, 'actor');
  at = writeText(leaf.role, at, 'role');
  at = writeOptionalUuid(leaf.requestId, at, 'requestId');
  at = writeText(leaf.action, at, 'action');
  at = writeOptionalText(leaf.objectType, at, 'objectType');
  at = writeOptionalText(leaf.objectId, at, 'objectId');
  at = writeText(leaf.outcome, at, 'outcome');
  at = writeOptionalText(leaf.reason, at, 'reason');
  at = writeOptionalUuid(leaf.intent, at, 'intent');
  at = writeCommitment(leaf.detailCommitment, at);
  return Buffer.from(scratch.subarray(0, at));
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const numberShape = /^(0|[1-9][0-9]{0,18})$/;
const timeShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const textShape = /^[\x01-\x5b\x5d-\x7f]+$/;
const largestNumber = 2n ** 63n - 1n;

/** Decimal texts up to this length are exact as JavaScript numbers, which are quicker than `bigint`. */
const exactDigits = 15;

function writeWholeNumber(text: string, at: number, field: string): number {
  if (typeof text !== 'string' || !numberShape.test(text)) throw new LeafError(`${field} is not a whole number`);
  if (text.length <= exactDigits) return writeInt64(Number(text), at);
  const value = BigInt(text);
  if (value > largestNumber) throw new LeafError(`${field} is too large`);
  return scratch.writeBigInt64BE(value, at);
}

/** Eight bytes, two's complement, of a number that is exact (below 2^53 either way). */
function writeInt64(value: number, at: number): number {
  const high = Math.floor(value / 2 ** 32);
  return scratch.writeUInt32BE(value - high * 2 ** 32, scratch.writeInt32BE(high, at));
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `Date` would read 30 February as 2 March, and two spellings must not have one encoding; hence the check field by field. */
function writeMicroseconds(text: string, at: number): number {
  if (typeof text !== 'string' || !timeShape.test(text)) throw new LeafError('recordedAt is not a UTC time with microseconds');
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const [hour, minute, second] = [Number(text.slice(11, 13)), Number(text.slice(14, 16)), Number(text.slice(17, 19))];
  const isLeapDay = month === 2 && day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const isInMonth = day >= 1 && (day <= (daysOfMonth[month - 1] ?? 0) || isLeapDay);
  const isOnClock = hour < 24 && minute < 60 && second < 60;
  if (year < 1900 || year > 2199 || !isInMonth || !isOnClock)
    throw new LeafError('recordedAt is not a date of the calendar between 1900 and 2199');
  const seconds = (Date.UTC(year, month - 1, day, hour, minute, second) - epoch) / 1000;
  return writeInt64(seconds * 1_000_000 + Number(text.slice(20, 26)), at);
}

function writeUuid(text: string, at: number, field: string): number {
  if (typeof text !== 'string' || !uuidShape.test(text)) throw new LeafError(`${field} is not a UUID in lower case`);
  return at + scratch.write(text.replaceAll('-', ''), at, 'hex');
}

function writeOptionalUuid(text: string | null, at: number, field: string): number {
  if (text === null) return scratch.writeUInt16BE(0, at);
  return writeUuid(text, scratch.writeUInt16BE(16, at), field);
}

function writeText(text: string, at: number, field: string): number {
  if (typeof text !== 'string' || !textShape.test(text) || text.length > maxTextBytes) {
    throw new LeafError(`${field} is not 1 to ${maxTextBytes} ASCII characters without backslash`);
  }
  const start = scratch.writeUInt16BE(text.length, at);
  return start + scratch.write(text, start, 'latin1');
}

function writeOptionalText(text: string | null, at: number, field: string): number {
  return text === null ? scratch.writeUInt16BE(0, at) : writeText(text, at, field);
}

function writeCommitment(text: string | null, at: number): number {
  if (text === null) return scratch.writeUInt16BE(0, at);
  const bytes = typeof text === 'string' ? decodeBase64(text) : null;
  if (bytes?.length !== 32) throw new LeafError('detailCommitment is not a hash of 32 bytes');
  const start = scratch.writeUInt16BE(32, at);
  return start + bytes.copy(scratch, start);
}
