import { describe, expect, it } from 'vitest';
import { inventoryOf, processingRecordOf, type DeclaredTable } from './inventory.rules.js';

const message: DeclaredTable = {
  table: 'chat.message',
  purpose: 'Turns of conversations',
  dataClass: 'content',
  subject: { kind: 'user' },
  legalBasis: 'contract',
  retention: 'conversation',
  erasure: 'delete',
  backup: 'data',
  columns: { id: 'technical', content: 'sealed' },
};
const migration: DeclaredTable = {
  ...message,
  table: 'platform.migration',
  purpose: 'Migrations',
  subject: { kind: 'none' },
  columns: { name: 'technical' },
};

describe('data inventory', () => {
  it('lists every declared table, in order, with all its columns', () => {
    expect(inventoryOf([migration, message]).map(({ table, columns }) => ({ table, columns }))).toEqual([
      { table: 'chat.message', columns: { id: 'technical', content: 'sealed' } },
      { table: 'platform.migration', columns: { name: 'technical' } },
    ]);
  });
});

describe('processing record', () => {
  it('holds tables with personal data, and names the safeguards that their columns really have', () => {
    const [activity, ...others] = processingRecordOf([migration, message]);
    expect(others).toEqual([]);
    expect(activity).toMatchObject({ purpose: 'Turns of conversations', categories: ['content'] });
    expect(activity!.safeguards[0]).toContain('AES-256-GCM');
  });

  it('claims no sealing where nothing is sealed', () => {
    const [activity] = processingRecordOf([{ ...message, columns: { name: 'personal' } }]);
    expect(activity!.safeguards.join()).not.toContain('AES');
  });
});
