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

const server = {
  name: 'the model server (openai)',
  place: 'outside' as const,
  receives: 'questions',
  dataClasses: ['content'],
};
const context = { recipients: [server], keptWords: (retention: string) => `kept as ${retention}` };

describe('processing record', () => {
  it('names who gets data of the class, and where that is', () => {
    const recipients = (dataClass: string) => processingRecordOf([{ ...message, dataClass }], context)[0]!.recipients;
    expect(recipients('content')).toBe('the model server (openai), outside the organisation: questions');
    expect(recipients('security')).toBe('no one outside the installation');
  });

  it('holds tables with personal data, and names the safeguards that their columns really have', () => {
    const [activity, ...others] = processingRecordOf([migration, message], context);
    expect(others).toEqual([]);
    expect(activity).toMatchObject({
      purpose: 'Turns of conversations',
      categories: ['content'],
      retention: 'kept as conversation',
    });
    expect(activity!.safeguards[0]).toContain('AES-256-GCM');
  });

  it('claims no sealing where nothing is sealed', () => {
    const [activity] = processingRecordOf([{ ...message, columns: { name: 'personal' } }], context);
    expect(activity!.safeguards.join()).not.toContain('AES');
  });
});
