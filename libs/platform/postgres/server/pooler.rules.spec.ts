import { describe, expect, test } from 'vitest';
import { isTooOld, lendsConnections, type ProbedSession } from './pooler.rules.js';

/** A pooler that lends one of its server connections for each transaction; `order` says which of the idle ones. */
function aPooler(idle: number[], order: 'newest' | 'oldest'): () => Promise<ProbedSession> {
  let next = 100;
  const take = (): number => (order === 'newest' ? idle.pop() : idle.shift()) ?? next++;
  return () =>
    Promise.resolve({
      process: () => {
        const lent = take();
        idle.push(lent);
        return Promise.resolve(lent);
      },
      processInTransaction: () => Promise.resolve(take()),
    });
}

function aServer(): () => Promise<ProbedSession> {
  let next = 1;
  return () => {
    const own = next++;
    return Promise.resolve({ process: () => Promise.resolve(own), processInTransaction: () => Promise.resolve(own) });
  };
}

describe('a pooler that lends connections for transactions', () => {
  test.each([
    ['with no idle connection', aPooler([], 'newest')],
    ['with some, the newest first', aPooler([1, 2, 3], 'newest')],
    ['with some, in turn', aPooler([1, 2, 3], 'oldest')],
  ])('is found out %s', async (_, open) => {
    expect(await lendsConnections(open)).toBe(true);
  });

  test('is not seen where each session has its own', async () => {
    expect(await lendsConnections(aServer())).toBe(false);
  });
});

test.each([
  [150_004, true],
  [160_011, true],
  [170_000, false],
  [180_004, false],
])('%i is too old: %s', (version, expected) => {
  expect(isTooOld(version)).toBe(expected);
});
