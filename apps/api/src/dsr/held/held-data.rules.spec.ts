import { describe, expect, it } from 'vitest';
import { heldByClass, keptWithoutNumber, tablesAboutPeople } from './held-data.rules.js';

const table = {
  purpose: 'Conversations',
  dataClass: 'content',
  legalBasis: 'contract',
  retention: 'conversation',
  erasure: 'delete',
  backup: 'data',
  columns: {},
} as const;

describe('what is held about a person', () => {
  const tables = [
    { ...table, table: 'chat.conversation', subject: { kind: 'user', column: 'owner_id' } },
    { ...table, table: 'auth.totp', dataClass: 'security', subject: { kind: 'user', column: 'user_id' } },
    { ...table, table: 'rag.document', subject: { kind: 'collection', column: 'collection_id' } },
    { ...table, table: 'platform.migration', subject: { kind: 'none' } },
  ] as const;

  it('is looked for where a table says whose its rows are', () => {
    expect(tablesAboutPeople(tables)).toEqual([
      { table: 'chat.conversation', column: 'owner_id' },
      { table: 'auth.totp', column: 'user_id' },
    ]);
  });

  it('is grouped by class, without what there is none of', () => {
    const shown = heldByClass(
      tables,
      new Map([
        ['chat.conversation', 3],
        ['auth.totp', 0],
      ]),
      keptWithoutNumber,
    );
    expect(shown).toEqual([
      {
        dataClass: 'content',
        items: [
          {
            table: 'chat.conversation',
            purpose: 'Conversations',
            legalBasis: 'contract',
            rows: 3,
            kept: 'until the retention period after the last message ends, or you delete it',
          },
        ],
      },
    ]);
  });
});
