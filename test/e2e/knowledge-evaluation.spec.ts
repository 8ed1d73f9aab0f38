import { beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationPage, EvaluationStarted, GoldenQuestion, GoldenQuestionPage } from '#contracts/rag.js';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';
import { aCollection, aDocument, jobOver } from '../support/uploads.js';

const subject = await anApp();
let staff: Person;
let client: Person;

beforeAll(async () => {
  staff = await theFirstAdmin(subject);
  client = await aClient(subject, 'a.visitor');
});

describe('golden questions', () => {
  it('show over time how well a collection answers', async () => {
    const { id: collection } = await aCollection(staff, { readers: ['external_client'] });
    const path = `/rag/collections/${collection}/questions`;
    const hours = await aDocument(subject, staff, collection, {
      name: 'hours.md',
      content: '# Hours\n\nThe library of the observatory opens at nine in the morning.',
    });
    await staff.ask('POST', path, { question: 'When does the library of the observatory open?', documents: [hours] });
    await staff.ask('POST', path, { question: 'Who repairs the telescope?', quote: 'Ms Okafor repairs the telescope' });
    await staff.ask('POST', path, { question: 'What does a zebra weigh?' });
    const evaluate = async (): Promise<void> => {
      const { job } = await staff.ask<EvaluationStarted>('POST', '/rag/evaluations', { collection });
      expect(await jobOver(staff, job.id)).toMatchObject({ state: 'completed', result: { questions: 3 } });
    };
    await evaluate();
    await aDocument(subject, staff, collection, { name: 'staff.txt', content: 'Ms Okafor repairs the telescope on Mondays.' });
    await evaluate();
    const { items } = await staff.ask<EvaluationPage>('GET', `/rag/evaluations?collection=${collection}`);
    expect(items).toMatchObject([
      { questions: 3, recall: 1, mrr: 1, citationPrecision: 1, refusalRate: 1, wrongRefusalRate: 0 },
      { questions: 3, recall: 0.5, mrr: 0.5, citationPrecision: 1, refusalRate: 1, wrongRefusalRate: 0.5 },
    ]);
    expect(items[0]!.detail).toHaveLength(3);
  });

  it('are changed, and come from a file all at once or not at all', async () => {
    const { id: collection } = await aCollection(staff);
    const path = `/rag/collections/${collection}/questions`;
    const imported = { questions: [{ question: 'Where is the key?', quote: 'on the hook' }, { question: 'Who swims?' }] };
    expect(await staff.ask('POST', `${path}/import`, imported)).toEqual({ added: 2 });
    const [first] = (await staff.ask<GoldenQuestionPage>('GET', path)).items;
    const changed = await staff.ask<GoldenQuestion>('PATCH', `/rag/questions/${first!.id}`, {
      quote: null,
      documents: [collection],
    });
    expect(changed).toEqual({ ...first, quote: null, documents: [collection] });
    expect((await staff.ask<GoldenQuestionPage>('GET', path)).items).toEqual([
      changed,
      expect.objectContaining({ question: 'Who swims?' }),
    ]);
    expect((await staff.send('PATCH', `/rag/questions/${first!.id}`, {})).status).toBe(400);
    expect((await staff.send('PATCH', `/rag/questions/${collection}`, { quote: null })).status).toBe(404);
    expect((await client.send('PATCH', `/rag/questions/${first!.id}`, { quote: null })).status).toBe(403);
    expect((await staff.send('POST', `${path}/import`, { questions: [{ question: 'Why?' }, { question: '' }] })).status).toBe(
      400,
    );
    expect((await staff.ask<GoldenQuestionPage>('GET', path)).items).toHaveLength(2);
  });

  it('are managed by those who manage the collection, and asked only where there are some', async () => {
    const { id: collection } = await aCollection(staff);
    const path = `/rag/collections/${collection}/questions`;
    const question = await staff.ask<GoldenQuestion>('POST', path, { question: 'Where is the key?', quote: 'on the hook' });
    expect((await staff.ask<GoldenQuestionPage>('GET', path)).items).toEqual([question]);
    expect((await client.send('GET', path)).status).toBe(403);
    expect((await client.send('POST', '/rag/evaluations', { collection })).status).toBe(403);
    await staff.ask('DELETE', `/rag/questions/${question.id}`);
    expect((await staff.send('DELETE', `/rag/questions/${question.id}`)).status).toBe(404);
    const nothing = await staff.send('POST', '/rag/evaluations', { collection });
    expect([nothing.status, ((await nothing.json()) as { code: string }).code]).toEqual([409, 'no-golden-questions']);
  });
});
