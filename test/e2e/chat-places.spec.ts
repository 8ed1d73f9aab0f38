import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditEventPage, AuditEventWithDetail } from '../../libs/contracts/audit/audit.js';
import type { Message, ModelList } from '../../libs/contracts/chat/chat.js';
import { anApp, type TestApp } from '../support/app.js';
import { answered } from '../support/asking.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { patience } from '../support/patience.js';
import { aClient, aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const question = 'How many backups are kept on disk?';
const knowledge = '# Guide\n\n## Backups\n\nBackups run at night. The last seven backups are kept on disk.\n';
const why = { 'X-Access-Reason': 'a review' };

let server: ModelServer;
let subject: TestApp;
let person: Person;
let officer: Person;

beforeAll(async () => {
  server = await startModelServer();
  subject = await anApp({
    environment: { OLLAMA_BASE_URL: server.url, OLLAMA_PLACE: 'outside' },
    settings: { auth: { requireMfa: 'none' } },
    knowledge,
  });
  await theFirstAdmin(subject);
  person = await aClient(subject, 'reader.one');
  officer = await aPerson(subject, 'an.officer', { role: 'compliance_officer' });
});
beforeEach(() => {
  server.set({ ...calmKnobs, answer: 'Seven backups are kept.' });
  server.forget();
});
afterAll(() => server.close());

const audited = async <Answer>(path: string): Promise<Answer> =>
  (await (await officer.send('GET', `/audit/events${path}`, undefined, why)).json()) as Answer;

/** What the log keeps of the end of an answer, once it is signed. */
const detailOf = async (answer: Message): Promise<unknown> => {
  const id = await vi.waitFor(async () => {
    const { items } = await audited<AuditEventPage>('?action=generation.finished');
    return items.find(({ object }) => object?.id === answer.id)!.id;
  }, patience);
  return (await audited<AuditEventWithDetail>(`/${id}`)).detail;
};

describe('where a model runs', () => {
  it('is part of the list of models and of the answer', async () => {
    const { items } = await person.ask<ModelList>('GET', '/chat/models');
    expect(items.map(({ name, place }) => [name, place])).toEqual([
      ['llama3.2:3b', 'outside'],
      ['extractive', 'this-host'],
    ]);
    expect((await answered(person, question)).answer.provenance).toMatchObject({ provider: 'ollama', place: 'outside' });
  });

  it('is part of the audit event of the answer, for those who may read it', async () => {
    const { answer } = await answered(person, question);
    expect(await detailOf(answer)).toEqual({
      state: 'kept',
      values: { provider: 'ollama', place: 'outside', model: 'llama3.2:3b' },
    });
  });

  it('is this host where nothing but quotes answers', async () => {
    server.set({ refusals: 99, refusalStatus: 404, refusalText: 'no such model' });
    expect((await answered(person, question)).answer.provenance).toMatchObject({ provider: 'extractive', place: 'this-host' });
  });
});
