import { afterAll, expect, it } from 'vitest';
import { aDatabase } from '../../../../../test/support/database.js';
import { aKnowledgeBase, aReader, type TestKnowledge } from '../../../../../test/support/knowledge.js';

const database = await aDatabase();
const roomy = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl });
// Room for a handful of postings: every question pushes those of others out.
const tight = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl, settings: { cacheBytes: 2_000 } });
const none = await aKnowledgeBase({ runtimeUrl: database.runtimeUrl, settings: { cacheBytes: 0 } });
afterAll(() => Promise.all([roomy, tight, none].map((knowledge) => knowledge.close())));

const reader = aReader();
const words = Array.from({ length: 60 }, (_, at) => `word${at}`);

const ranked = async (knowledge: TestKnowledge, question: string): Promise<string> => {
  const { found } = await knowledge.searches.search([reader.role, reader.id], { question, limit: 50 });
  return found.map(({ versionId, ordinal, score }) => `${versionId}/${ordinal}/${score.toFixed(9)}`).join(' ');
};

it('ranks the same however little is kept in memory, and however many ask at once', async () => {
  const collection = await roomy.addCollection(['external_client']);
  for (let nth = 0; nth < 30; nth++)
    await roomy.addDocument(collection, words.filter((_, at) => (nth * 13 + at * 5) % 7 < 2).join(' '));
  const questions = words.map(
    (word, at) => `${word} ${words[(at * 7 + 3) % words.length] ?? ''} ${words[(at * 11 + 5) % words.length] ?? ''}`,
  );
  const expected: string[] = [];
  for (const question of questions) expected.push(await ranked(roomy, question));
  expect(await Promise.all(questions.map((question) => ranked(tight, question)))).toEqual(expected);
  expect(await Promise.all(questions.map((question) => ranked(none, question)))).toEqual(expected);
  expect(new Set(expected).size).toBeGreaterThan(20);
});
