import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  Conversation,
  ConversationPage,
  GenerationStarted,
  GenerationState,
  Message,
  ModelList,
} from '../../libs/contracts/chat.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, theFirstAdmin, type Person } from '../support/people.js';

const knowledge =
  '# Guide\n\n## Backups\n\nBackups run at night. The last seven backups are kept on disk. Older ones are removed.\n';

let server: ModelServer;
let subject: TestApp;
let person: Person;

beforeAll(async () => {
  server = await startModelServer();
  subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url }, knowledge });
  await theFirstAdmin(subject);
  person = await aClient(subject, 'reader.one');
});
beforeEach(() => {
  server.set({ ...calmKnobs, answer: 'Seven backups are kept [S1].' });
  server.forget();
});
afterAll(() => server.close());

const whole = async (generationId: string) => {
  const response = await person.send('GET', `/chat/generations/${generationId}/events`);
  const events = (await response.text())
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) =>
      Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])),
    );
  return events.map(({ event, data, id }) => ({ event, id, data: JSON.parse(data!) as Record<string, unknown> }));
};
const answerTo = async (content: string): Promise<Message> => {
  const { conversationId, generation } = await asks(person, content);
  await reads(person, generation.id);
  return (await messagesOf(person, conversationId)).at(-1)!;
};

describe('a question', () => {
  it('gets a streamed answer with citations, and the same answer from the tree', async () => {
    const { conversationId, userMessage, assistantMessage, generation } = await asks(person, 'How many backups are kept?');
    expect(userMessage).toMatchObject({ role: 'user', content: 'How many backups are kept?', status: 'completed' });
    expect(assistantMessage).toMatchObject({ role: 'assistant', content: '', status: 'queued', parentId: userMessage!.id });
    const events = await whole(generation.id);
    const text = events
      .filter(({ event }) => event === 'delta')
      .map(({ data }) => data['text'])
      .join('');
    expect(text).toBe('Seven backups are kept [1].');
    expect(events.at(-2)).toMatchObject({
      event: 'citations',
      data: {
        citations: [{ mark: 1, verdict: 'verified', quote: expect.stringContaining('last seven backups are kept') as string }],
      },
    });
    expect(events.at(-1)).toMatchObject({
      event: 'done',
      data: { status: 'completed', message: { id: assistantMessage.id, content: text } },
    });
    const [question, answer] = await messagesOf(person, conversationId);
    expect(question).toEqual(userMessage);
    expect(answer).toEqual(events.at(-1)!.data['message']);
    expect(answer!.provenance).toMatchObject({
      provider: 'ollama',
      model: 'llama3.2:3b',
      parameters: { temperature: 0.7 },
      notices: [],
    });
  });
});
