import { describe, expect, it } from 'vitest';
import { CircleOfTables, loadOrder } from './load-order.rules.js';

describe('the order of loading', () => {
  it.each([
    ['nothing', [], [], []],
    ['tables apart, by name', ['b', 'a'], [], ['a', 'b']],
    [
      'what is referred to first',
      ['a', 'b', 'c'],
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      ['c', 'b', 'a'],
    ],
    ['a table that refers to itself', ['a'], [['a', 'a']], ['a']],
    [
      'two ways to one table',
      ['a', 'b', 'c', 'd'],
      [
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'd'],
        ['c', 'd'],
      ],
      ['d', 'b', 'c', 'a'],
    ],
    ['a reference to a table that is not loaded', ['a'], [['a', 'elsewhere']], ['a']],
  ] as const)('%s', (_, tables, references, expected) => {
    expect(
      loadOrder(
        tables,
        references.map(([table, refersTo]) => ({ table, refersTo })),
      ),
    ).toEqual(expected);
  });

  it('says which tables refer to each other in a circle', () => {
    const circle = [
      { table: 'a', refersTo: 'b' },
      { table: 'b', refersTo: 'a' },
    ];
    expect(() => loadOrder(['a', 'b', 'c'], circle)).toThrow(new CircleOfTables(['a', 'b']));
  });
});
