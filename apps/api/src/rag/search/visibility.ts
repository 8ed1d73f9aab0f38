import type { Actor } from '#platform/access/actor.js';

/** Under which names somebody may be a reader: by role, and in person. */
export type ReaderNames = readonly [role: string, userId: string];

export function readerNames(actor: Pick<Actor, 'id' | 'role'>): ReaderNames {
  return [actor.role, actor.id];
}

/** The permission itself, as it stands inside every query of this room that reads for somebody: `$1` takes the reader's names. */
export const MAY_READ = `EXISTS (SELECT FROM rag.reader r WHERE r.collection_id = c.id AND r.reader = ANY ($1::text[]))`;

/** What passages are wanted for: for a provider outside, only those of collections that may leave. Part of the statements as the permission is. */
export interface Destination {
  readonly mayLeaveOnly: boolean;
}
