import { describe, expect, it } from 'vitest';
import { isUuid } from '../ids.js';
import { slotId } from './slot-id.js';

const slot = new Date('2031-04-05T01:41:00Z');

describe('the id of what is due', () => {
  it('is a UUID, the same wherever it is made', () => {
    const id = slotId('backup.make', slot);
    expect(isUuid(id)).toBe(true);
    expect(id[14]).toBe('8');
    expect(slotId('backup.make', new Date(slot))).toBe(id);
  });

  it('is another one for another time and for other work', () => {
    const ids = [slotId('backup.make', slot), slotId('backup.make', new Date(+slot + 60_000)), slotId('backup.test', slot)];
    expect(new Set(ids).size).toBe(3);
  });
});
