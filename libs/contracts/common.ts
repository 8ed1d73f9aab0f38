import * as z from 'zod/mini';
import { cleanText } from './clean-text.js';

/** A UUIDv7 (RFC 9562) made by us, so that a record's sealing context is known before its insert. */
export const Id = z.uuidv7();

/** UTC, ISO 8601, as `Date.prototype.toISOString` writes it. */
export const Timestamp = z.iso.datetime();

/** `?limit=&cursor=` of every list. */
export const PageQuery = z.strictObject({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** `?sort=` of a list: names of columns, each ascending and, with a minus, descending. The first one is the default. */
export function sortBy<const Order extends readonly [string, ...string[]]>(...orders: Order) {
  return z._default(z.enum(orders), orders[0] as Order[number]);
}

/** The answer of every list: `nextCursor` is null on the last page. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });
}

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** Text that a person typed or pasted. Invisible characters are removed (`cleanText`), never a reason to refuse it. */
export function personText(limits: { readonly min: number; readonly max: number }) {
  return z.string().check(z.overwrite(cleanText), z.trim(), z.minLength(limits.min), z.maxLength(limits.max));
}

/** One line that a person typed, such as a title or a name. */
export function lineOfText(limits: { readonly min: number; readonly max: number }) {
  return personText(limits).check(z.refine((text) => !/[\n\r\t]/.test(text), { error: 'must be a single line' }));
}
