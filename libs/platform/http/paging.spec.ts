import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Id } from '#contracts/common.js';
import { byId, cursorTime, keyset, readPage, shownPage } from './paging.js';

const ids = Array.from({ length: 5 }, (_, at) => `01940000-0000-7000-8000-00000000000${at + 1}`);
const rows = ids.map((id) => ({ id }));

const after = (position: string | null, limit: number) =>
  Promise.resolve(rows.filter(({ id }) => position === null || id > position).slice(0, limit));

describe('a list in pages', () => {
  it('is read whole, page by page, and ends without an empty page', async () => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await readPage({ limit: 2, cursor }, byId, after);
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    expect((await readPage({ limit: 5 }, byId, after)).nextCursor).toBeNull();
  });

  it.each(['nonsense', '00000000-0000-4000-8000-000000000001', ids[0]!.slice(1), `${ids[0]}x`])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(readPage({ limit: 2, cursor }, byId, after)).rejects.toMatchObject({ code: 'invalid-cursor', status: 400 });
    },
  );

  it('is shown row by row, with the same next page', async () => {
    const page = await readPage({ limit: 1 }, byId, after);
    expect(await shownPage(page, ({ id }) => Promise.resolve(id.at(-1)))).toEqual({ items: ['1'], nextCursor: ids[0] });
  });
});

describe('a cursor of several values', () => {
  const Position = z.strictObject({ pinned: z.boolean(), at: cursorTime(3), id: Id });
  const by = keyset(Position, (row: z.infer<typeof Position>) => row);
  const position = { pinned: true, at: '2026-11-28T21:00:00.123Z', id: ids[0]! };
  const written = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('is read as it was written, and fits into a query', () => {
    expect(by.positionOf(by.cursorAt(position))).toEqual(position);
    expect(by.cursorAt(position).length).toBeLessThanOrEqual(200);
  });

  it.each([
    'nonsense',
    '%FF',
    written(null),
    written({ ...position, pinned: 1 }),
    written({ ...position, at: '2026-13-41T21:00:00.123Z' }),
    written({ ...position, at: '0000-01-01T00:00:00.000Z' }),
    written({ ...position, at: '2026-11-28T21:00:00Z' }),
    written({ ...position, id: "1'; DROP TABLE" }),
    written({ ...position, more: 1 }),
  ])('is none when it is %j', (cursor) => expect(by.positionOf(cursor)).toBeNull());
});
