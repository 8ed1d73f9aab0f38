/** Where data is kept outside of tables. */
export type StoreKind = 'file' | 'index' | 'cache' | 'log' | 'backup';

/** A store, declared by the room that writes it, as its tables are: the data inventory lists both. */
export interface StoreDeclaration {
  readonly name: string;
  readonly kind: StoreKind;
  /** Below the data or the configuration directory (`data/…`, `config/…`, with `*` for any name); null for memory. */
  readonly places: readonly string[];
  readonly purpose: string;
  readonly dataClass: 'content' | 'account' | 'security' | 'knowledge' | 'operation';
  readonly legalBasis: 'contract' | 'legal-obligation' | 'legitimate-interest' | 'consent' | 'none';
  /** How long, in words. */
  readonly retention: string;
  /** How what belongs to an erased person goes, in words. */
  readonly erasure: string;
  readonly isSealed: boolean;
}

/** Every store that Chat Man writes. `test/e2e/declarations.spec.ts` compares it with what a running installation has on disk. */
export const declaredStores: readonly StoreDeclaration[] = [
  {
    name: 'Audit log file',
    kind: 'log',
    places: ['data/audit/audit.log', 'data/audit/audit-*.log', 'data/audit/audit.log.*'],
    purpose: 'The events of the audit log as lines for log collectors, without content and names',
    dataClass: 'security',
    legalBasis: 'legal-obligation',
    retention: 'as long as the events of the audit log',
    erasure: 'holds pseudonymous ids only',
    isSealed: false,
  },
  {
    name: 'Anchors',
    kind: 'file',
    places: ['data/audit/anchor*', 'data/audit/checkpoint*'],
    purpose: 'Signed states of the audit log, outside of the database that they vouch for',
    dataClass: 'security',
    legalBasis: 'legal-obligation',
    retention: 'for the lifetime of the installation',
    erasure: 'holds nothing about a person',
    isSealed: false,
  },
  {
    name: 'Backups',
    kind: 'backup',
    places: ['data/backups/*'],
    purpose: 'Copies of every table, encrypted, to restore from',
    dataClass: 'content',
    legalBasis: 'legal-obligation',
    retention: 'the newest ones, by backup.keepLastN',
    erasure: 'the person’s key is destroyed and is in no backup, so what backups hold can’t be read any more',
    isSealed: true,
  },
  {
    name: 'Copies of the keyring',
    kind: 'backup',
    places: ['data/backups/keyring/*'],
    purpose: 'Wrapped data keys, apart from the backups that they open',
    dataClass: 'security',
    legalBasis: 'legal-obligation',
    retention: 'few, replaced at each change',
    erasure: 'rewritten without the person’s key',
    isSealed: true,
  },
  {
    name: 'Vectors in files',
    kind: 'index',
    places: ['data/rag-vectors/*'],
    purpose: 'Numbers by which passages are found by meaning',
    dataClass: 'knowledge',
    legalBasis: 'legitimate-interest',
    retention: 'as long as the document',
    erasure: 'go with the document or the key of its collection',
    isSealed: true,
  },
  {
    name: 'Index in memory',
    kind: 'index',
    places: [],
    purpose: 'Opened postings and vectors of collections that are being searched',
    dataClass: 'knowledge',
    legalBasis: 'legitimate-interest',
    retention: 'until the process ends or the collection changes',
    erasure: 'dropped with the collection or its key',
    isSealed: false,
  },
  {
    name: 'Answers in memory',
    kind: 'cache',
    places: [],
    purpose: 'Answers that are being written, for readers that reconnect',
    dataClass: 'content',
    legalBasis: 'contract',
    retention: 'until the answer is written',
    erasure: 'dropped when the conversation is deleted',
    isSealed: false,
  },
  {
    name: 'Keys in memory',
    kind: 'cache',
    places: [],
    purpose: 'Opened data keys of people and collections in use',
    dataClass: 'security',
    legalBasis: 'contract',
    retention: 'one minute after the last use, at most',
    erasure: 'dropped when the key is destroyed',
    isSealed: false,
  },
  {
    name: 'Inbox',
    kind: 'file',
    places: ['data/inbox/*'],
    purpose: 'Files that the deployer puts there to be taken into a collection',
    dataClass: 'knowledge',
    legalBasis: 'legitimate-interest',
    retention: 'until the deployer removes them',
    erasure: 'by the deployer',
    isSealed: false,
  },
  {
    name: 'Database files',
    kind: 'file',
    places: ['data/postgres/*', 'data/test-restore/*'],
    purpose: 'The tables of this inventory, where the database is embedded, and scratch copies during a test restore',
    dataClass: 'content',
    legalBasis: 'contract',
    retention: 'as the tables; scratch copies until the test restore ends',
    erasure: 'as the tables',
    isSealed: true,
  },
  {
    name: 'Configuration and keys',
    kind: 'file',
    places: ['config/*'],
    purpose:
      'Settings, system prompt, the built-in knowledge file, the verifier and salt of the master password, the signing key of the audit log',
    dataClass: 'security',
    legalBasis: 'none',
    retention: 'for the lifetime of the installation',
    erasure: 'holds nothing about a person',
    isSealed: false,
  },
  {
    name: 'Server log',
    kind: 'log',
    places: [],
    purpose: 'What the server did and could not do, on standard output: names of errors and ids, no content',
    dataClass: 'operation',
    legalBasis: 'legitimate-interest',
    retention: 'as the deployer keeps it',
    erasure: 'holds pseudonymous ids only',
    isSealed: false,
  },
];
