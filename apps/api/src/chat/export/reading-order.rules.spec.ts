import { expect, it } from 'vitest';
import { readingOrder } from './reading-order.rules.js';

const node = (id: string, parentId: string | null) => ({ id, parentId });
const read = (...nodes: { id: string; parentId: string | null }[]) =>
  readingOrder(nodes).map(({ id, branchesAfter }) => (branchesAfter === null ? id : `${id}<${String(branchesAfter)}`));

it('reads a conversation without branches from its beginning to its end', () => {
  expect(read(node('a', null), node('b', 'a'), node('c', 'b'))).toEqual(['a', 'b', 'c']);
});

it('reads the branch with the newest message first, and the others from where they leave it', () => {
  const nodes = [node('q', null), node('a1', 'q'), node('q2', 'a1'), node('a2', 'q'), node('q3', 'a2'), node('a3', 'q3')];
  expect(read(...nodes)).toEqual(['q', 'a2', 'q3', 'a3', 'a1<1', 'q2']);
});

it('reads branches from the beginning, and branches of branches', () => {
  const nodes = [node('old', null), node('x', 'old'), node('y', 'old'), node('new', null)];
  expect(read(...nodes)).toEqual(['new', 'old<0', 'y', 'x<2']);
});

it('loses no message, and puts every parent before its children', () => {
  const nodes = Array.from({ length: 300 }, (_, index) =>
    node(String(index), index === 0 ? null : String((index * 7919) % index)),
  );
  const order = readingOrder(nodes);
  const number = new Map(order.map((place) => [place.id, place.number]));
  expect(order).toHaveLength(300);
  expect(nodes.filter(({ id, parentId }) => parentId !== null && number.get(parentId)! >= number.get(id)!)).toEqual([]);
});

it('reads a very long conversation without recursion', () => {
  const nodes = Array.from({ length: 50_000 }, (_, index) => node(String(index), index === 0 ? null : String(index - 1)));
  expect(readingOrder(nodes).at(-1)).toEqual({ id: '49999', number: 50_000, branchesAfter: null });
});

it('reads what has lost its parent as a branch of its own', () => {
  expect(read(node('lost', 'gone'), node('a', null), node('b', 'a'))).toEqual(['a', 'b', 'lost<0']);
});
