import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../libs/contracts/chat/chat.js';
import { Admission } from '../../apps/api/src/chat/generation/queue/admission.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, reads } from '../support/asking.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

let server: ModelServer;
let subject: TestApp;
let eager: Person;
let patient: Person;

beforeAll(async () => {
  server = await startModelServer({ hang: 'before-first-token', answer: 'Yes' });
  const environment = {
    OLLAMA_BASE_URL: server.url,
    CHAT_MAN__CHAT__UNANSWEREDATMODEL: '1',
    CHAT_MAN__CHAT__QUEUEPERPERSON: '2',
  };
  subject = await anApp({ environment: { ...environment, CHAT_MAN__CHAT__TITLEBYMODEL: 'true' } });
  eager = await theFirstAdmin(subject);
  patient = await aClient(subject, 'patient.one');
});
afterAll(() => server.close());

const asked = (): string[] =>
  server.prompts
    .filter(({ path }) => path === '/api/chat')
    .map(({ body }) => (body as { messages: { content: string }[] }).messages.at(-1)!.content);

const waits = (count: number): Promise<void> => expect.poll(() => subject.app.get(Admission).waiting).toBe(count);

describe('when the model cannot keep up', () => {
  it('alternates between people, reports positions, and refuses what is too much', async () => {
    const first = await asks(eager, 'eager 1');
    await server.until((seen) => seen.some(({ path }) => path === '/api/chat'));
    const second = await asks(eager, 'eager 2');
    await waits(1); // a question is queued once it is prepared, which is after it was accepted
    const third = await asks(eager, 'eager 3');
    await waits(2);
    const other = await asks(patient, 'patient 1');
    await waits(3);
    const { id } = await eager.ask<Conversation>('POST', '/chat/conversations', {});
    const refused = await eager.send('POST', `/chat/conversations/${id}/messages`, { content: 'eager 4' });
    expect([refused.status, refused.headers.get('retry-after'), ((await refused.json()) as { code: string }).code]).toEqual([
      429,
      '10',
      'too-many-waiting',
    ]);
    const waiting = await reads(eager, second.generation.id, undefined, ({ events }) => events.includes('queued'));
    expect(waiting.events).toEqual(['queued']);

    server.set({ hang: 'never' });
    await eager.ask('POST', `/chat/generations/${first.generation.id}/stop`);
    await Promise.all([
      reads(eager, second.generation.id),
      reads(eager, third.generation.id),
      reads(patient, other.generation.id),
    ]);
    const order = asked().filter((question) => /^\w+ \d$/.test(question));
    expect(order.slice(0, 2)).toEqual(['eager 1', 'patient 1']);
    // Both go once the model has begun an answer, and which request arrives first is no matter of the queue.
    expect(order.slice(2).toSorted()).toEqual(['eager 2', 'eager 3']);
  });

  it('takes the model’s title for a conversation where that is wanted', async () => {
    server.set({ answer: '"A Fine Title."' });
    const { conversationId, generation } = await asks(patient, 'What is this about?');
    await reads(patient, generation.id);
    await server.until(() => asked().some((question) => question.startsWith('Give a title')));
    await expect
      .poll(async () => (await patient.ask<Conversation>('GET', `/chat/conversations/${conversationId}`)).title)
      .toBe('A Fine Title');
  });
});
