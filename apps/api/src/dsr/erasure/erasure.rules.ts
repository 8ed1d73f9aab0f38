import type { OfSubject } from '../held/held-data.rules.js';

export interface ErasableTable {
  readonly table: string;
  readonly subject: { readonly kind: string; readonly column?: string };
  readonly erasure: string;
}

/** Erased by functions of their own: the log commits to which of its details went. */
const byItself: ReadonlySet<string> = new Set(['audit.event_detail']);

/** The account goes last: what refers to it goes first, and is counted. */
const last = 'auth.user';

/** Which rows belong to conversations with the ids in `$2`: what a legal hold on a conversation keeps, as the triggers of the tables have it. */
const ofConversations: ReadonlyMap<string, string> = new Map([
  ['chat.conversation', 'id = ANY ($2::uuid[])'],
  ['chat.message', 'conversation_id = ANY ($2::uuid[])'],
  ['chat.attachment', 'conversation_id = ANY ($2::uuid[])'],
  ['chat.generation', 'conversation_id = ANY ($2::uuid[])'],
  ['chat.feedback', 'message_id IN (SELECT id FROM chat.message WHERE conversation_id = ANY ($2::uuid[]))'],
  // Says whose they are.
  [last, 'cardinality($2::uuid[]) > 0'],
]);

/** Which rows of a table stay where conversations are kept. */
export function keptRows(table: string): string {
  return ofConversations.get(table) ?? 'false AND $2::uuid[] IS NULL';
}

/** Both counts together. */
export function sumOf(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const tables = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(tables.map((table) => [table, (a[table] ?? 0) + (b[table] ?? 0)]));
}

/** The tables whose rows about a person are deleted, in the order in which they are. What `cascade` says goes with these. */
export function deletedTables(tables: readonly ErasableTable[]): OfSubject[] {
  const deleted = tables.flatMap(({ table, subject, erasure }) =>
    subject.kind === 'user' &&
    subject.column !== undefined &&
    (erasure === 'delete' || erasure === 'cascade') &&
    !byItself.has(table)
      ? [{ table, column: subject.column }]
      : [],
  );
  return deleted.sort((a, b) => Number(a.table === last) - Number(b.table === last));
}
