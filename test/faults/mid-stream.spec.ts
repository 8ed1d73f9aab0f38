import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GenerationStarted, Message } from '../../libs/contracts/chat/chat.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import type { ChatMan } from '../support/chat-man.js';
import { faultRounds, killAndRecover, theFirstPerson } from '../support/fault-people.js';
import { aChatMan, built } from '../support/installation.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import type { Person } from '../support/people.js';

const tokens = 300;
const wholeAnswer = Array.from({ length: tokens }, (_, index) => `w${index}`).join(' ');
/** Longer than a lease, so that another instance has taken note. */
const patience = { timeout: 60_000, interval: 100 };
const hasEnded = ({ status }: Message): boolean => !['queued', 'generating'].includes(status);

let model: ModelServer;
beforeAll(async () => {
  await built();
  model = await startModelServer({ tokens, tokenMs: 5 });
});
afterAll(() => model.close());

describe('kill -9 in the middle of an answer', () => {
  test(`of the API, ${faultRounds} times: the question and the partial answer stay, and the answer continues`, async () => {
    const { chatMan, person } = await anInstallation();
    for (let round = 0; round < faultRounds; round++) {
      const asked = await asks(person, `question ${round}`);
      const read = await reads(person, asked.generation.id, undefined, ({ text }) => text.length > 100 * (round + 1));
      await killAndRecover(chatMan, 'API');

      const partial = await theAnswer(person, asked.conversationId);
      expect(partial.status).toBe('interrupted');
      expect(wholeAnswer.startsWith(partial.content)).toBe(true);
      expect(wholeAnswer.startsWith(read.text)).toBe(true);
      expect((await messagesOf(person, asked.conversationId))[0]!.content).toBe(`question ${round}`);
      expect((await reads(person, asked.generation.id, read)).events).toContain('done');

      const continued = await person.ask<GenerationStarted>('POST', `/chat/generations/${asked.generation.id}/continue`);
      await reads(person, continued.generation.id);
      const complete = await theAnswer(person, asked.conversationId);
      expect(complete.status).toBe('completed');
      expect(complete.content.startsWith(partial.content)).toBe(true);
      expect(complete.content.length).toBeGreaterThan(partial.content.length);
    }
  });

  test(`of the database, ${faultRounds} times: the answer ends well or continues, and nothing of it is doubled`, async () => {
    const { chatMan, person } = await anInstallation();
    for (let round = 0; round < faultRounds; round++) {
      const asked = await asks(person, `question ${round}`);
      const read = await reads(person, asked.generation.id, undefined, ({ text }) => text.length > 100 * (round + 1));
      await killAndRecover(chatMan, 'database');

      const answer = await theAnswer(person, asked.conversationId);
      expect(['completed', 'interrupted']).toContain(answer.status);
      expect(wholeAnswer.startsWith(answer.content)).toBe(true);
      expect(wholeAnswer.startsWith(read.text)).toBe(true);
      if (answer.status === 'completed') expect(answer.content).toBe(wholeAnswer);
    }
  });
});

async function anInstallation(): Promise<{ chatMan: ChatMan; person: Person }> {
  const chatMan = await aChatMan({
    variables: { OLLAMA_BASE_URL: model.url, CHAT_MAN__LIMITS__REQUESTSPERMINUTE: '1000000' },
  });
  return { chatMan, person: await theFirstPerson(chatMan) };
}

/** The newest answer of a conversation once no instance writes it any more. */
async function theAnswer(person: Person, conversationId: string): Promise<Message> {
  const newest = async (): Promise<Message> =>
    (await messagesOf(person, conversationId)).findLast(({ role }) => role === 'assistant')!;
  await expect.poll(async () => hasEnded(await newest()), patience).toBe(true);
  return newest();
}
