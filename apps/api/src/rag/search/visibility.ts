import type { Actor } from '#platform/access/actor.js';

/** Under which names somebody may be a reader: by role, in person, and, while their role manages knowledge, as who made a collection. */
export type ReaderNames = readonly string[];

export function readerNames({ id, role, permissions }: Pick<Actor, 'id' | 'role' | 'permissions'>): ReaderNames {
  return permissions.has('knowledge:manage') ? [role, id, `maker:${id}`] : [role, id];
}

/** The further name under which the owner of a conversation reads what is attached to it, and nobody else does. */
export function attachedName(conversationId: string, ownerId: string): string {
  return `attached:${conversationId}:${ownerId}`;
}

/**
 * The permission itself, as it stands inside every query of this room that reads for somebody: `$1` takes the reader's names. The files of a
 * conversation are open to its owner by a name that only questions of that conversation carry: no list, count or search finds them.
 */
export const MAY_READ = `c.id = ANY (ARRAY(
              SELECT r.collection_id FROM rag.reader r WHERE r.reader = ANY ($1::text[])
               UNION SELECT own.id FROM rag.collection own
                      WHERE own.conversation_id IS NULL AND 'maker:' || own.created_by::text = ANY ($1::text[])
               UNION SELECT files.id FROM rag.collection files
                      WHERE files.conversation_id IS NOT NULL
                        AND 'attached:' || files.conversation_id::text || ':' || files.created_by::text = ANY ($1::text[])))`;

/** What passages are wanted for: for a provider outside, only those of collections that may leave. Part of the statements as the permission is. */
export interface Destination {
  readonly mayLeaveOnly: boolean;
}
