/** The place of the last conversation on a page, in the order of the list. */
export interface ListPosition {
  readonly pinned: boolean;
  /** ISO 8601, to the millisecond: as precise as the column. */
  readonly updatedAt: string;
  readonly id: string;
}

const shape = /^([01])(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)([0-9a-f-]{36})$/;

export function cursorAt({ pinned, updatedAt, id }: ListPosition): string {
  return Buffer.from(`${pinned ? 1 : 0}${updatedAt}${id}`).toString('base64url');
}

/** Null for text that no list gave out. */
export function positionOf(cursor: string): ListPosition | null {
  const match = shape.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return match && !Number.isNaN(Date.parse(match[2]!)) ? { pinned: match[1] === '1', updatedAt: match[2]!, id: match[3]! } : null;
}
