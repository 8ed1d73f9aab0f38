import { describe, expect, it } from 'vitest';
import { entryFor, fairOrder, nextAdmitted, type AdmissionLimits, type Load, type Waiting } from './admission.rules.js';

const limits: AdmissionLimits = { parallel: 10, parallelPerPerson: 3, unansweredAtModel: 2, queueTotal: 5, queuePerPerson: 3 };
/** `a1` is the first question of person a. */
const queue = (...ids: string[]): Waiting[] => ids.map((id) => ({ id, personId: id[0]! }));
const load = (
  running: Record<string, number> = {},
  unanswered = 0,
  recentlyBegun = 0,
  lastTurn: Record<string, number> = {},
): Load => {
  return { running: new Map(Object.entries(running)), unanswered, recentlyBegun, lastServed: new Map(Object.entries(lastTurn)) };
};
const next = (waiting: Waiting[], under: Load): string | undefined => nextAdmitted(waiting, under, limits)?.id;

describe('who goes to the model next', () => {
  it('is undefined when the queue is empty', () => expect(next([], load())).toBeUndefined());
  it('is the first when all are equal', () => expect(next(queue('a1', 'b1'), load())).toBe('a1'));
  it('is the person with the fewest running answers', () => expect(next(queue('a1', 'b1'), load({ a: 2, b: 1 }))).toBe('b1'));
  it('is, between equals, the one who was served longest ago', () => {
    expect(next(queue('a1', 'a2', 'b1'), load({}, 0, 0, { a: 1 }))).toBe('b1');
    expect(next(queue('a1', 'b1'), load({}, 0, 0, { a: 1, b: 2 }))).toBe('a1');
  });
  it('is not a person who has as many as one may have', () => expect(next(queue('a1'), load({ a: 3 }))).toBeUndefined());
  it('is undefined while the instance is at its limit', () => expect(next(queue('a1'), load({ b: 10 }))).toBeUndefined());
  it('is undefined while the model has its limit of unanswered prompts', () =>
    expect(next(queue('a1'), load({ b: 2 }, 2))).toBeUndefined());
  it('may be one more for each that the model lately began', () => expect(next(queue('a1'), load({ b: 5 }, 5, 4))).toBe('a1'));
});

it('serves a person with one question before the many of another', () => {
  const order = fairOrder(queue('a1', 'a2', 'a3', 'b1', 'c1'), load({ a: 1 }));
  expect(order.map((waiting) => waiting.id)).toEqual(['b1', 'c1', 'a1', 'a2', 'a3']);
});

it('alternates between people who each have several in the queue', () => {
  const order = fairOrder(queue('a1', 'a2', 'b1', 'b2'), load());
  expect(order.map((waiting) => waiting.id)).toEqual(['a1', 'b1', 'a2', 'b2']);
});

describe('who may join the queue', () => {
  it('is everybody while there is room', () => expect(entryFor('a', queue('a1', 'b1'), limits)).toBe('may-wait'));
  it('is refused when the queue is full', () =>
    expect(entryFor('z', queue('a1', 'b1', 'c1', 'd1', 'e1'), limits)).toBe('queue-full'));
  it('is refused to a person who has too many in the queue', () => {
    expect(entryFor('a', queue('a1', 'a2', 'a3'), limits)).toBe('too-many-of-this-person');
  });
});
