import { expect, it } from 'vitest';
import { statementName } from './statement-name.rules.js';

it.each([
  ['SELECT id FROM rag.document d JOIN rag.collection c ON true WHERE d.id = $1', 'SELECT rag.document rag.collection'],
  ['INSERT INTO "chat"."message" (id) VALUES ($1)', 'INSERT chat.message'],
  ['UPDATE platform.tracked_job SET done = 1', 'UPDATE platform.tracked_job'],
  ['WITH a AS (DELETE FROM rag.version RETURNING id) SELECT FROM a', 'DELETE rag.version'],
  ['COMMIT', 'COMMIT'],
  ["SELECT 'from secret.canary', $$ FROM secret.canary $$, 'it''s FROM secret.canary' FROM chat.message", 'SELECT chat.message'],
  ['SELECT 1 -- FROM secret.canary', 'SELECT'],
  ['SELECT * FROM unnest($1::text[])', 'SELECT'],
  ['VACUUM', 'STATEMENT'],
])('%s is %s', (sql, name) => expect(statementName(sql)).toBe(name));
