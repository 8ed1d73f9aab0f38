import * as z from 'zod/mini';
import { Id } from '#contracts/common.js';
import { cursorTime, keyset } from '#platform/http/paging.js';

const Position = z.strictObject({ pinned: z.boolean(), updatedAt: cursorTime(3), id: Id });
/** The last conversation of a page, in the order of the list. */
export type ListPosition = z.infer<typeof Position>;

export const byPinAndTime = keyset(
  Position,
  ({ pinned, updatedAt, id }: { readonly pinned: boolean; readonly updatedAt: Date; readonly id: string }) => ({
    pinned,
    updatedAt: updatedAt.toISOString(),
    id,
  }),
);
