import type { InventoryTable, ProcessingActivity } from '#contracts/dsr.js';

/** The part of a table's declaration that the papers need. */
export interface DeclaredTable {
  readonly table: string;
  readonly purpose: string;
  readonly dataClass: string;
  readonly subject: { readonly kind: 'user' | 'user-of' | 'collection' | 'none' };
  readonly legalBasis: string;
  readonly retention: string;
  readonly erasure: string;
  readonly backup: string;
  readonly columns: Readonly<Record<string, 'sealed' | 'personal' | 'secret' | 'technical'>>;
}

const subjects = {
  user: 'the account holder',
  'user-of': 'the account holder',
  collection: 'the people whom the documents of a collection are about',
  none: 'nobody',
} as const;

export function inventoryOf(tables: readonly DeclaredTable[]): InventoryTable[] {
  return tables
    .map((table) => ({ ...table, subject: subjects[table.subject.kind], columns: { ...table.columns } }))
    .sort((a, b) => a.table.localeCompare(b.table));
}

/** One processing activity per table with personal data. */
export function processingRecordOf(tables: readonly DeclaredTable[]): ProcessingActivity[] {
  return tables
    .filter((table) => table.subject.kind !== 'none')
    .map((table) => ({
      purpose: table.purpose,
      subjects: subjects[table.subject.kind],
      categories: Object.entries(table.columns)
        .filter(([, columnClass]) => columnClass !== 'technical')
        .map(([column]) => column),
      legalBasis: table.legalBasis,
      retention: table.retention,
      recipients: 'no one outside the installation',
      safeguards: safeguardsOf(table),
    }))
    .sort((a, b) => a.purpose.localeCompare(b.purpose));
}

function safeguardsOf(table: DeclaredTable): string[] {
  const classes = new Set(Object.values(table.columns));
  return [
    ...(classes.has('sealed') ? ['encrypted with AES-256-GCM under the subject’s own key'] : []),
    ...(classes.has('secret') ? ['kept only as a hash or wrapped key'] : []),
    'access by declared permission only',
    'every change in the audit log',
  ];
}
