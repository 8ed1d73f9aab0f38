import { describe, expect, it } from 'vitest';
import { carriedShapes, isReplaced } from './carry-over.rules.js';

describe('what a keyring copy carries over', () => {
  const shape = (name: string, ...columns: string[]) => ({ name, columns: ['id', ...columns], key: ['id'] });
  const shapes = [
    shape('retention.hold', 'matter'),
    shape('retention.hold_item', 'hold_id'),
    shape('dsr.erased_in_part', 'since', 'ended_at'),
    shape('auth.user', 'state', 'restricted', 'objected', 'password_hash'),
  ];

  it('is holds and erasures in part as a whole, and of accounts their state alone', () => {
    expect(carriedShapes(shapes).map(({ name, columns }) => [name, ...columns].join(' '))).toEqual([
      'retention.hold id matter',
      'retention.hold_item id hold_id',
      'dsr.erased_in_part id since ended_at',
      'auth.user id state restricted objected',
    ]);
  });

  it('stops the backup where a table is missing', () => {
    expect(() => carriedShapes(shapes.slice(1))).toThrow('The backup stopped');
  });
});

describe('an earlier keyring copy', () => {
  it('goes when it is of the same database', () => {
    expect(isReplaced('one', 'one', true)).toBe(true);
    expect(isReplaced(undefined, 'one', false)).toBe(true);
  });

  it('stays when backups of another database need it', () => {
    expect(isReplaced('another', 'one', true)).toBe(false);
    expect(isReplaced(undefined, 'one', true)).toBe(false);
  });
});
