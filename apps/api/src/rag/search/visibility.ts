import type { Actor } from '#platform/access/actor.js';

/** Under which names somebody may be a reader: by role, in person, and, while their role manages knowledge, as who made a collection. */
export type ReaderNames = readonly string[];

export function readerNames({ id, role, permissions }: Pick<Actor, 'id' | 'role' | 'permissions'>): ReaderNames {
  return permissions.has('knowledge:manage') ? [role, id, `maker:${id}`] : [role, id];
}

/** The permission itself, as it stands inside every query of this room that reads for somebody: `$1` takes the reader's names. */
export const MAY_READ = `(EXISTS (SELECT FROM rag.reader r WHERE r.collection_id = c.id AND r.reader = ANY ($1::text[]))
            OR 'maker:' || c.created_by = ANY ($1::text[]))`;

/** What passages are wanted for: for a provider outside, only those of collections that may leave. Part of the statements as the permission is. */
export interface Destination {
  readonly mayLeaveOnly: boolean;
}
