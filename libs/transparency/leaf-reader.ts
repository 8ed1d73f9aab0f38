import { LeafError, type LeafFields } from './leaf.js';

/** The fields that `encodeLeaf` wrote these bytes from. Throws a LeafError for bytes that it writes for no event. */
export function decodeLeaf(leaf: Buffer): LeafFields {
  if (leaf.length < variableAt || leaf[0] !== version) throw new LeafError('not a leaf of version 1');
  const fields = new Fields(leaf);
  const decoded = {
    sequence: wholeNumber(leaf, sequenceAt),
    id: uuidAt(leaf, idAt),
    transaction: wholeNumber(leaf, transactionAt),
    recordedAt: time(leaf, timeAt),
    actor: fields.uuid('actor'),
    role: fields.text('role'),
    requestId: fields.uuid('requestId'),
    action: fields.text('action'),
    objectType: fields.optionalText('objectType'),
    objectId: fields.optionalText('objectId'),
    outcome: fields.text('outcome'),
    reason: fields.optionalText('reason'),
    intent: fields.uuid('intent'),
    detailCommitment: fields.commitment(),
  };
  fields.requireEnd();
  return decoded;
}

const version = 1;
const [sequenceAt, idAt, transactionAt, timeAt, variableAt] = [1, 9, 25, 33, 41];
const maxTextBytes = 200;
const textShape = /^[\x01-\x5b\x5d-\x7f]+$/;
const epoch = Date.UTC(2000, 0, 1);
const earliest = Date.UTC(1900, 0, 1);
const end = Date.UTC(2200, 0, 1);

/** The fields behind those of fixed width, each with its length in two bytes. */
class Fields {
  private at = variableAt;

  constructor(private readonly leaf: Buffer) {}

  uuid(field: string): string | null {
    const length = this.length(field);
    if (length === 0) return null;
    if (length !== 16) throw new LeafError(`${field} is not a UUID`);
    return uuidAt(this.leaf, this.at - length);
  }

  optionalText(field: string): string | null {
    const length = this.length(field);
    if (length === 0) return null;
    const text = this.leaf.toString('latin1', this.at - length, this.at);
    if (length > maxTextBytes || !textShape.test(text))
      throw new LeafError(`${field} is not 1 to ${maxTextBytes} ASCII characters without backslash`);
    return text;
  }

  text(field: string): string {
    const text = this.optionalText(field);
    if (text === null) throw new LeafError(`${field} is absent`);
    return text;
  }

  commitment(): string | null {
    const length = this.length('detailCommitment');
    if (length === 0) return null;
    if (length !== 32) throw new LeafError('detailCommitment is not a hash of 32 bytes');
    return this.leaf.toString('base64', this.at - length, this.at);
  }

  requireEnd(): void {
    if (this.at !== this.leaf.length) throw new LeafError('bytes follow the last field');
  }

  /** Steps behind the next field. */
  private length(field: string): number {
    const length = this.at + 2 <= this.leaf.length ? this.leaf.readUInt16BE(this.at) : Infinity;
    this.at += 2 + length;
    if (this.at > this.leaf.length) throw new LeafError(`${field} is cut off`);
    return length;
  }
}

function wholeNumber(leaf: Buffer, at: number): string {
  const value = leaf.readBigInt64BE(at);
  if (value < 0n) throw new LeafError('not a whole number');
  return value.toString();
}

function uuidAt(leaf: Buffer, at: number): string {
  const hex = leaf.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Microseconds since 2000 as a text. A value too large to be exact as a JavaScript number is out of the calendar's bounds, too. */
function time(leaf: Buffer, at: number): string {
  const sinceEpoch = leaf.readInt32BE(at) * 2 ** 32 + leaf.readUInt32BE(at + 4);
  const milliseconds = Math.floor(sinceEpoch / 1000);
  const instant = milliseconds + epoch;
  if (instant < earliest || instant >= end) throw new LeafError('recordedAt is not between 1900 and 2199');
  const microseconds = String(sinceEpoch - milliseconds * 1000).padStart(3, '0');
  return `${new Date(instant).toISOString().slice(0, -1)}${microseconds}Z`;
}
