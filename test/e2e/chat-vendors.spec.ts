import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelList } from '../../libs/contracts/chat/chat.js';
import type { VendorId } from '../../libs/contracts/chat/provider.js';
import { anApp } from '../support/app.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { startModelServer, type ModelServer } from '../support/model-server/model-server.js';
import { theFirstAdmin } from '../support/inserted-people.js';

const key = 'a key of nobody';
const canary = 'quicksilver-4711';
const knowledge = `# Safe\n\n## Code\n\nThe code of the safe in the basement is ${canary}.\n`;
const directory = mkdtempSync(join(tmpdir(), 'chatman-vendors-'));
const keyFile = join(directory, 'key');
let server: ModelServer;

beforeAll(async () => {
  writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
  server = await startModelServer({ models: ['house-model'], answer: 'I do not know.', apiKey: key });
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await server.close();
});

const vendor = (kind: VendorId, own: object) =>
  anApp({ settings: { model: { name: 'house-model' }, provider: { kind, [kind]: own } }, knowledge });

// One for each way in which a library takes our client; the others differ in the format alone, which the provider's own tests cover.
describe.each([
  ['azure', ['top_k']],
  ['anthropic', ['top_p']],
  ['bedrock', ['top_p', 'top_k']],
] as const)('%s', (kind, leftOut) => {
  it('answers, is named with its place, and is given nothing that stays here', async () => {
    server.forget();
    const subject = await vendor(kind, { baseUrl: server.url, keyFile, place: 'outside' });
    const person = await theFirstAdmin(subject);
    const { items } = await person.ask<ModelList>('GET', '/chat/models');
    expect(items[0]).toMatchObject({ name: 'house-model', provider: kind, place: 'outside', available: true, isDefault: true });
    const { conversationId, generation } = await asks(person, 'What is the code of the safe in the basement?');
    await reads(person, generation.id);
    const answer = (await messagesOf(person, conversationId)).at(-1)!;
    expect(answer).toMatchObject({ status: 'completed', content: 'I do not know.' });
    expect(answer.provenance).toMatchObject({ provider: kind, place: 'outside', notices: ['passages-stay-here'] });
    for (const name of leftOut) expect(answer.provenance!.parameters).not.toHaveProperty(name);
    expect(JSON.stringify(server.prompts)).not.toContain(canary);
    expect(subject.logged()).not.toContain(key);
    await subject.close();
  });
});

it('is refused at the start without its key, which is not shown', async () => {
  await expect(vendor('azure', { baseUrl: server.url })).rejects.toThrow('provider.azure.keyFile: expected a file with the key');
  await expect(vendor('azure', { baseUrl: server.url, keyFile: join(directory, 'none') })).rejects.toThrow(
    'cannot be read (ENOENT)',
  );
});
