import type { InventoryRecipient, InventoryTable, ProcessingActivity } from '#contracts/dsr.js';

/** Who else gets data of some classes. */
export type Recipient = Readonly<Omit<InventoryRecipient, 'dataClasses'>> & { readonly dataClasses: readonly string[] };

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

export interface RecordContext {
  readonly recipients: readonly Recipient[];
  /** How long a retention class is kept, in words. */
  readonly keptWords: (retention: string) => string;
}

/** One processing activity per table with personal data. */
export function processingRecordOf(
  tables: readonly DeclaredTable[],
  { recipients, keptWords }: RecordContext,
): ProcessingActivity[] {
  return tables
    .filter((table) => table.subject.kind !== 'none')
    .map((table) => ({
      purpose: table.purpose,
      subjects: subjects[table.subject.kind],
      categories: Object.entries(table.columns)
        .filter(([, columnClass]) => columnClass !== 'technical')
        .map(([column]) => column),
      legalBasis: table.legalBasis,
      retention: keptWords(table.retention),
      recipients: recipientsOf(table, recipients),
      safeguards: safeguardsOf(table),
    }))
    .sort((a, b) => a.purpose.localeCompare(b.purpose));
}

const places = {
  'this-host': 'on this server',
  organisation: 'in the organisation',
  outside: 'outside the organisation',
} as const;

function recipientsOf({ dataClass }: DeclaredTable, recipients: readonly Recipient[]): string {
  const all = recipients.filter(({ dataClasses }) => dataClasses.includes(dataClass));
  if (all.length === 0) return 'no one outside the installation';
  return all.map(({ name, place, receives }) => `${name}, ${places[place]}: ${receives}`).join('; ');
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
