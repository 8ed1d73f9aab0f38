import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Ids, isUuid, uuidv7 } from './ids.js';

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

  it('of one maker sort in the order in which they were made, within a millisecond too', () => {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
    const ids = new Ids();
    const made = Array.from({ length: 10_000 }, () => ids.next());
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
  });

  it('follow a clock that was set back by more than a moment', () => {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
    const ids = new Ids();
    const before = ids.next();
    vi.setSystemTime(1_700_000_000_000 - 500);
    expect(ids.next() > before).toBe(true);
    vi.setSystemTime(1_700_000_000_000 - 3_600_000);
    expect(ids.next() < before).toBe(true);
  });

  afterEach(() => vi.useRealTimers());
});
