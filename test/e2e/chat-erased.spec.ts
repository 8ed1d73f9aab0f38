import { afterAll, beforeAll, expect, it } from 'vitest';
import { subjectOwner } from '../../libs/platform/keyring/keys/owner.js';
import { Keyring } from '../../libs/platform/keyring/keyring.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { anApp, type TestApp } from '../support/app.js';
import { asks, reads } from '../support/asking.js';
import { calmKnobs } from '../support/model-server/knobs.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';

let server: ModelServer;
let subject: TestApp;

beforeAll(async () => {
  server = await startModelServer();
  subject = await anApp({ environment: { OLLAMA_BASE_URL: server.url } });
  await theFirstAdmin(subject);
});
afterAll(() => server.close());

const lengthInDatabase = (generationId: string): Promise<number> =>
  asRole(subject.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ length: number }>('SELECT length FROM chat.generation WHERE id = $1', [generationId]);
    return rows[0]!.length;
  });

it('an answer whose key is destroyed is given up, and the answers of others go on into the database', async () => {
  server.set({ ...calmKnobs, answer: 'One two three four five six seven eight. '.repeat(40), tokenMs: 30 });
  server.forget();
  const [erased, other] = [await aClient(subject, 'erased.one'), await aClient(subject, 'other.one')];
  const [theirs, ours] = [await asks(erased, 'Go.'), await asks(other, 'Go.')];
  for (const [person, { generation }] of [
    [erased, theirs],
    [other, ours],
  ] as const)
    await reads(person, generation.id, undefined, ({ text }) => text.length > 10);

  const { id } = erased;
  await subject.app.get(Transactions).run((tx) => subject.app.get(Keyring).destroy(tx, subjectOwner(id)));
  const before = await lengthInDatabase(ours.generation.id);

  await expect.poll(() => lengthInDatabase(ours.generation.id)).toBeGreaterThan(before + 40);
  await server.until((seen) => seen.some(({ outcome }) => outcome === 'client-left'));
  await other.ask('POST', `/chat/generations/${ours.generation.id}/stop`);
});
