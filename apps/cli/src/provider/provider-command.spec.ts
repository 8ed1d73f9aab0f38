import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { vendorIds } from '#contracts/chat/provider.js';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { startModelServer, type ModelServer } from '../../../../test/support/model-server/model-server.js';
import { Refusal } from '../refusal.js';
import { addVendor, type AddOptions } from './add.js';
import { listAll } from './list.js';

const key = 'a key of nobody';
const directory = mkdtempSync(join(tmpdir(), 'chatman-provider-'));
const keyFile = join(directory, 'key');
let server: ModelServer;
let written = '';

beforeAll(async () => {
  writeFileSync(keyFile, key);
  server = await startModelServer({ models: ['house-model'], apiKey: key });
});
beforeEach(() => {
  written = '';
  server.forget();
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((written += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await server.close();
});

const adds = (vendor: string, options: Partial<AddOptions> = {}) => addVendor(vendor, { json: false, ...options })();

it.each(vendorIds)('says what %s needs, without a request', async (vendor) => {
  expect(await adds(vendor)).toBe(0);
  expect(written).toMatch(/needs:[^]*--key-file[^]*--model[^]*stay here are never sent/);
  expect(server.prompts).toEqual([]);
});

it.each(vendorIds)('tries %s with one small question and prints its settings, without the key', async (vendor) => {
  expect(await adds(vendor, { address: server.url, keyFile, model: 'house-model' })).toBe(0);
  expect(server.prompts).toHaveLength(1);
  expect(written).toContain('house-model answers.');
  const settings = JSON.parse(written.slice(written.indexOf('\n{'))) as object;
  expect(settings).toEqual({
    model: { name: 'house-model' },
    provider: { kind: vendor, [vendor]: { baseUrl: server.url, keyFile, place: 'outside' } },
  });
  expect(written).not.toContain(key);
});

it.each([
  ['a model that is not there', { model: 'another' }, 'model-not-found'],
  ['a file that is not there', { keyFile: '/nowhere' }, 'cannot be read (ENOENT)'],
  ['an address that is none', { address: 'elsewhere' }, 'provider.azure.baseUrl: expected'],
])('says what is wrong with %s', async (_case, own, words) => {
  expect(await adds('azure', { address: server.url, keyFile, model: 'house-model', ...own })).toBe(1);
  expect(written).toContain('BAD  ');
  expect(written).toContain(words);
  expect(written).not.toContain('"provider"');
});

it('refuses a vendor that it does not know', async () => {
  await expect(adds('toString')).rejects.toThrow(Refusal);
});

it('lists the providers with their places', async () => {
  const environment = readEnvironment({ CHAT_MAN_CONFIG_DIR: directory }, directory);
  expect(
    await listAll(
      { root: directory, environment, variables: { OPENAI_BASE_URL: 'http://me:secret@10.0.0.7/v1' } },
      { json: false },
    ),
  ).toBe(0);
  expect(written.split('\n')).toEqual([
    'ollama  not used  http://localhost:11434  this-host',
    'openai  in use  http://…@10.0.0.7/v1  outside',
    'azure  not used  no address',
    'anthropic  not used  https://api.anthropic.com  outside',
    'mistral  not used  https://api.mistral.ai  outside',
    'google  not used  https://generativelanguage.googleapis.com  outside',
    'bedrock  not used  no address',
    '',
  ]);
});
