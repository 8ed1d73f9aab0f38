import { expect, it } from 'vitest';
import { failureName, shownFact } from './span.js';

it.each([
  ['http.route', '/api/rag/documents/:id'],
  ['gen_ai.request.model', 'llama3.1:8b-instruct@q4'],
  ['db.query.summary', 'SELECT rag.document rag.collection'],
  ['chat_man.passages', 7],
])('%s may be %s', (name, value) => expect(shownFact(name, value)).toBe(value));

it.each([
  ['http.route', 'My blood pressure is 180'],
  ['gen_ai.request.model', 'what?'],
  ['db.query.summary', "SELECT 'words'"],
  ['chat_man.outcome', 'x'.repeat(161)],
])('%s is never %s', (name, value) => expect(shownFact(name, value)).toBe('withheld'));

it('of a failure only its class and code are said', () => {
  expect(failureName(Object.assign(new TypeError('the patient said'), { code: '57014' }))).toBe('TypeError.57014');
  expect(failureName('the patient said')).toBe('string');
});
