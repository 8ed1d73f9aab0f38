import { expect, it } from 'vitest';
import { cursorAt, positionOf } from './list-cursor.rules.js';

const position = { pinned: true, updatedAt: '2026-11-21T08:00:00.123Z', id: '01930000-0000-7000-8000-000000000001' };

it('comes back as it was given out', () => {
  expect(positionOf(cursorAt(position))).toEqual(position);
  expect(positionOf(cursorAt({ ...position, pinned: false }))).toEqual({ ...position, pinned: false });
});

it.each([
  '',
  'x',
  Buffer.from("1' OR true").toString('base64url'),
  cursorAt({ ...position, updatedAt: '2026-99-21T08:00:00.123Z' }),
])('takes no other text: %j', (cursor) => expect(positionOf(cursor)).toBeNull());
