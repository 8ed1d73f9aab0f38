import { Injectable } from '@nestjs/common';
import { randomFillSync } from 'node:crypto';

/** Makes row ids before their rows exist, since a sealed column's context holds the id. */
@Injectable()
export class Ids {
  private at = 0;
  private counter = 0;

  /** Sorts after every id made before it here, also within a millisecond: lists ordered by id keep the order in which rows were made. */
  next(): string {
    const now = Date.now();
    const isLater = now > this.at;
    const isSetBack = now < this.at - setBack;
    if (isLater || isSetBack || this.counter === mostInOne) {
      this.at = isLater || isSetBack ? now : this.at + 1;
      this.counter = 0;
    } else this.counter++;
    const random = nextRandom();
    random.writeUInt16BE(this.counter, 0);
    return uuidv7(this.at, random);
  }
}

/** Milliseconds by which the clock has to be behind the last id until ids follow it and no longer the ids before. */
const setBack = 1_000;

/** The 12 bits of `rand_a` count within a millisecond (RFC 9562, section 6.2, method 1); 62 random bits are left. */
const mostInOne = 0xfff;

const randomLength = 10;
/** Random bytes ahead of their use: asking the system for ten at a time takes longer than all the rest of an id. */
const ahead = Buffer.alloc(400 * randomLength);
let used = ahead.length;

/** UUID version 7: 48 bits of Unix milliseconds, then 74 random bits (RFC 9562, section 5.7). */
export function uuidv7(unixMilliseconds: number, random: Buffer = nextRandom()): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(unixMilliseconds, 0, 6);
  random.copy(bytes, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return uuidText(bytes);
}

/** 16 bytes as PostgreSQL prints a UUID. */
export function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function nextRandom(): Buffer {
  if (used === ahead.length) {
    randomFillSync(ahead);
    used = 0;
  }
  used += randomLength;
  return ahead.subarray(used - randomLength, used);
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether text is a UUID as PostgreSQL prints it. */
export function isUuid(text: string): boolean {
  return uuidShape.test(text);
}
