import type { HeldData, OwnData } from '#contracts/dsr.js';
import type { DeclaredTable } from '../inventory.rules.js';

/** Where a table says about whom a row is. */
export interface OfSubject {
  readonly table: string;
  readonly column: string;
}

type SubjectTable = DeclaredTable & { readonly subject: { readonly kind: string; readonly column?: string } };

/** The tables that say which of their rows are about whom. */
export function tablesAboutPeople(tables: readonly SubjectTable[]): OfSubject[] {
  return tables.flatMap(({ table, subject }) =>
    subject.kind === 'user' && subject.column !== undefined ? [{ table, column: subject.column }] : [],
  );
}

/** By data class, what there is of each table; tables without a row about the person are left out. */
export function heldByClass(
  tables: readonly DeclaredTable[],
  counts: ReadonlyMap<string, number>,
  keptWords: (retention: string) => string,
): OwnData['classes'] {
  const byClass = new Map<string, HeldData[]>();
  for (const { table, purpose, legalBasis, dataClass, retention } of tables) {
    const rows = counts.get(table) ?? 0;
    if (rows === 0) continue;
    byClass.set(dataClass, [...(byClass.get(dataClass) ?? []), { table, purpose, legalBasis, rows, kept: keptWords(retention) }]);
  }
  return [...byClass].map(([dataClass, items]) => ({ dataClass, items }));
}

/** Where the retention room does not say it with a number. */
export function keptWithoutNumber(retention: string): string {
  return words[retention] ?? 'as long as it is needed for its purpose';
}

const words: Readonly<Record<string, string>> = {
  conversation: 'until the retention period after the last message ends, or you delete it',
  audit: 'as long as the audit log has to be kept; without content and names',
  account: 'until the account is erased',
  session: 'until the session ends, a few hours at most',
  knowledge: 'until the document or collection is removed',
  operation: 'up to 30 days after the work is done',
  key: 'until the account is erased: then the key is destroyed',
  alert: 'as long as alerts are kept',
  permanent: 'permanently, without content',
};
