import * as z from 'zod/mini';
import { Id, PageQuery, Timestamp, pageOf } from '../common.js';

/**
 * `GET /chat/search?q=`: words, "phrases", and what narrows them: `folder:` `tag:` `is:pinned` `is:archived` `before:` `after:` (a day, such as
 * 2026-03-01; a name with spaces in quotes). Every word has to be there.
 */
export const SearchQuery = z.extend(PageQuery, {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(50)), 20),
  q: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const FoundMessage = z
  .object({
    conversationId: Id,
    /** Null where the title of the conversation was found, or the conversation alone was asked for. */
    messageId: z.nullable(Id),
    title: z.string(),
    /** What stands around the first word that was found. */
    snippet: z.string(),
    /** Where the words are in it, in UTF-16 code units. */
    highlights: z.array(z.object({ start: z.number(), end: z.number() })),
    createdAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'FoundMessage' });
export type FoundMessage = z.infer<typeof FoundMessage>;

/** Newest first. */
export const FoundPage = pageOf(FoundMessage).register(z.globalRegistry, { id: 'FoundPage' });
export type FoundPage = z.infer<typeof FoundPage>;
