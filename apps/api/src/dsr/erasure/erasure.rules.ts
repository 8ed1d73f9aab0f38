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
