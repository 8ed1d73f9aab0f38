import { expect, test } from 'vitest';
import { Tally, type Count } from './tally.js';

const at = (second: number): Date => new Date(1_700_000_000_000 + second * 1_000);
const one = (address: string | null, second: number, reason = 'busy'): Count => ({
  reason,
  kind: 'unavailable',
  actor: null,
  address,
  attempts: 1,
  first: at(second),
  last: at(second),
  requestId: `request-${String(second)}`,
});

test('counts by reason and address, from the first to the last', () => {
  const tally = new Tally(10);
  expect(tally.isEmpty).toBe(true);
  for (const count of [one('a', 1), one('b', 2), one('a', 3), one('a', 4, 'limited')]) tally.add(count);
  expect(tally.isEmpty).toBe(false);
  expect(tally.all()).toEqual([{ ...one('a', 1), attempts: 2, last: at(3) }, one('b', 2), one('a', 4, 'limited')]);
});

test('counts the addresses beyond its bound together, each reason for itself, and loses none', () => {
  const tally = new Tally(2);
  for (let nth = 0; nth < 1_000; nth++) tally.add(one(`address-${String(nth)}`, nth, nth % 2 === 0 ? 'busy' : 'limited'));
  tally.add(one('address-0', 1_000));
  const all = tally.all();
  expect(all.map(({ address }) => address)).toEqual(['address-0', 'address-1', null, null]);
  expect(all.map(({ attempts }) => attempts)).toEqual([2, 1, 499, 499]);
  expect(all[2]).toMatchObject({ reason: 'busy', first: at(2), last: at(998) });
});

test('counts by account where there is one, from any address', () => {
  const tally = new Tally(10);
  const actor = { id: 'ada', role: 'admin' } as const;
  for (const count of [one('a', 1), { ...one('a', 2), actor }, { ...one('b', 3), actor }]) tally.add(count);
  expect(tally.all()).toMatchObject([
    { actor: null, address: 'a', attempts: 1 },
    { actor, attempts: 2, first: at(2), last: at(3) },
  ]);
});

test('takes counts back that could not be written', () => {
  const tally = new Tally(2);
  tally.add(one('a', 9));
  tally.add({ ...one('a', 1), attempts: 5, last: at(7) });
  expect(tally.all()).toMatchObject([{ attempts: 6, first: at(1), last: at(9) }]);
});
