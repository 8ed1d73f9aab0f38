import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { anApp, type TestApp } from '../support/app.js';
import { asks, reads, type Read } from '../support/asking.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { goodPassword } from '../support/people.js';

let model: ModelServer;

beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model.close());

/** As many requests as expected have reached the application. */
function arrived(subject: TestApp, count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    (subject.app.getHttpServer() as Server).on('request', () => (seen += 1) === count && resolve());
  });
}

it('requests that are running when the instance closes all get their responses', async () => {
  const subject = await anApp();
  await theFirstAdmin(subject);
  const all = arrived(subject, 4);
  const signIns = Array.from({ length: 4 }, () =>
    fetch(`${subject.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'first.admin', password: goodPassword }),
    }),
  );
  await all;
  const closed = subject.close();
  expect((await Promise.all(signIns)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await closed;
  await expect(fetch(`${subject.url}/api/health`)).rejects.toThrow();
});

it('an answer that is being streamed ends for its reader, and does not keep the instance', async () => {
  model.set({ ...calmKnobs, hang: 'in-mid-answer' });
  const subject = await anApp({ environment: { OLLAMA_BASE_URL: model.url } });
  await theFirstAdmin(subject);
  const person = await aClient(subject, 'streaming.client');
  const { generation } = await asks(person, 'What is kept?');
  const read: Read = { text: '', lastEventId: null, events: [] };
  const reading = reads(person, generation.id, read);
  await vi.waitFor(() => expect(read.text).not.toBe(''), { timeout: 10_000 });
  const began = performance.now();
  await subject.close();
  expect(performance.now() - began).toBeLessThan(10_000);
  await reading;
});
