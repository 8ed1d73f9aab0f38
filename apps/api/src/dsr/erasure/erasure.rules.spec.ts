import { expect, it } from 'vitest';
import { deletedTables, keptRows, sumOf } from './erasure.rules.js';

it('deletes the rows of every table that says so, the account last', () => {
  const of = (table: string, erasure: string, subject = { kind: 'user', column: 'owner_id' }) => ({ table, erasure, subject });
  expect(
    deletedTables([
      of('auth.user', 'delete', { kind: 'user', column: 'id' }),
      of('chat.conversation', 'delete'),
      of('chat.message', 'cascade'),
      of('audit.event', 'pseudonymous', { kind: 'user', column: 'actor' }),
      of('audit.event_detail', 'delete', { kind: 'user', column: 'subject_id' }),
      of('keyring.data_key', 'key', { kind: 'user', column: 'owner_name' }),
      of('rag.document', 'cascade', { kind: 'collection', column: 'collection_id' }),
    ]),
  ).toEqual([
    { table: 'chat.conversation', column: 'owner_id' },
    { table: 'chat.message', column: 'owner_id' },
    { table: 'auth.user', column: 'id' },
  ]);
});

it('keeps rows of held conversations and the account that they belong to, of no other table', () => {
  expect(keptRows('chat.message')).toContain('conversation_id');
  expect(keptRows('auth.user')).toContain('cardinality');
  expect(keptRows('chat.prompt')).toMatch(/^false/);
});

it('adds the counts of two steps', () => {
  expect(sumOf({ a: 1, b: 2 }, { b: 3, c: 4 })).toEqual({ a: 1, b: 5, c: 4 });
});
