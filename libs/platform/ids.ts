import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';

/** Makes row ids before their rows exist, since a sealed column's context holds the id. */
@Injectable()
export class Ids {
  next(): string {
    return uuidv7(Date.now());
  }
}

/** UUID version 7: 48 bits of Unix milliseconds, then 74 random bits (RFC 9562, section 5.7). */
export function uuidv7(unixMilliseconds: number, random: Buffer = randomBytes(10)): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(unixMilliseconds, 0, 6);
  random.copy(bytes, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether text is a UUID as PostgreSQL prints it. */
export function isUuid(text: string): boolean {
  return uuidShape.test(text);
}
