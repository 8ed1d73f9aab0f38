import * as z from 'zod/mini';
import { Id, type Page, type PageQuery } from '#contracts/common.js';
import { problem } from './problem.js';

export const invalidCursor = problem(
  'invalid-request',
  'invalid-cursor',
  'This cursor is not valid. Use one returned by a list.',
);

/** The cursor of a list: the values of the last row that the list is sorted by, so that the next page begins after them (keyset paging). */
export interface Keyset<Sorted, Position> {
  cursorAt(row: Sorted): string;
  /** Null for text that no list gave out. */
  positionOf(cursor: string): Position | null;
}

/** For lists in the order of ids. Ids rise with time, so this is the order of making too. */
export const byId: Keyset<{ readonly id: string }, string> = {
  cursorAt: ({ id }) => id,
  positionOf: (cursor) => (Id.safeParse(cursor).success ? cursor : null),
};

/** For lists in the order of several values. A cursor that was made up is held to the same schema as one that was given out. */
export function keyset<Row, Schema extends z.ZodMiniType>(
  schema: Schema,
  of: (row: Row) => z.infer<Schema>,
): Keyset<Row, z.infer<Schema>> {
  return {
    cursorAt: (row) => Buffer.from(JSON.stringify(of(row))).toString('base64url'),
    positionOf: (cursor) => schema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString())).data ?? null,
  };
}

/** A time in a cursor: with as many digits after the second as its column keeps, and one that PostgreSQL takes, whose years begin with 1. */
export function cursorTime(precision: 3 | 6) {
  return z.iso.datetime({ precision }).check(z.refine((text) => !text.startsWith('0000')));
}

/** One page of a list. `read` returns the rows after a position, up to the given limit. @throws Problem `invalid-cursor` */
export async function readPage<Sorted, Position, Row extends Sorted>(
  { limit, cursor }: PageQuery,
  by: Keyset<Sorted, Position>,
  read: (after: Position | null, limit: number) => Promise<Row[]>,
): Promise<Page<Row>> {
  const rows = await read(positionAfter(cursor, by), limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? by.cursorAt(items.at(-1)!) : null };
}

/** Where a page begins; null for the first. @throws Problem `invalid-cursor` */
export function positionAfter<Position>(
  cursor: string | undefined,
  by: Pick<Keyset<never, Position>, 'positionOf'>,
): Position | null {
  if (cursor === undefined) return null;
  const position = by.positionOf(cursor);
  if (position === null) throw invalidCursor();
  return position;
}

/** The same page with each row as `show` makes it. */
export async function shownPage<Row, Item>(
  { items, nextCursor }: Page<Row>,
  show: (row: Row) => Item | Promise<Item>,
): Promise<Page<Item>> {
  return { items: await Promise.all(items.map(show)), nextCursor };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no cursor, as the schema then says
  }
}
