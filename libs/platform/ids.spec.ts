import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUuid, uuidv7 } from './ids.js';

describe('ids', () => {
  it('are UUIDs of version 7 and variant 10', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (time) => {
        const id = uuidv7(time);
        expect(isUuid(id)).toBe(true);
        expect(id[14]).toBe('7');
        expect('89ab').toContain(id[19]);
      }),
    );
  });

  it('sort by the time they were made', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 2 ** 40 }), (time, later) => {
        expect(uuidv7(time) < uuidv7(time + later)).toBe(true);
      }),
    );
  });

  it('differ within one millisecond, however many are made', () => {
    expect(new Set(Array.from({ length: 5_000 }, () => uuidv7(0).slice(19))).size).toBe(5_000);
  });

  it('carry the time of RFC 9562, appendix A.6', () => {
    expect(uuidv7(0x017f22e279b0, Buffer.from('0cc318c4dc0c0c07398f', 'hex'))).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });
});
