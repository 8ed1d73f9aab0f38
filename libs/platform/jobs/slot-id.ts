import { createHash } from 'node:crypto';
import { uuidText } from '../ids.js';

/**
 * The id of the job that does what was due at one time: the same on every instance, so that the queue takes it once. A UUID of version 8,
 * whose bits are for us to choose (RFC 9562, section 5.8): of SHA-256 over the name of the work and the time.
 */
export function slotId(name: string, slot: Date): string {
  const bytes = createHash('sha256').update(`${name}\n${slot.toISOString()}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return uuidText(bytes);
}
