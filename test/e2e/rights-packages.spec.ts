import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { PackageManifest } from '../../libs/contracts/rights/package.js';
import type { RightsRequest } from '../../libs/contracts/rights/requests.js';
import { verifyPack } from '../../libs/transparency/certificate/signed-pack.js';
import { verifyPackFile } from '../../apps/cli/src/certificates/verify-pack.js';
import { anApp, type TestApp } from '../support/app.js';
import { aPerson, theFirstAdmin } from '../support/inserted-people.js';
import { patience } from '../support/patience.js';
import type { Person } from '../support/people.js';
import { aCollection, aDocument } from '../support/uploads.js';

const passphrase = 'seven quiet rivers below the stone';
const bytes = Uint8Array.from({ length: 700_000 }, (_, index) => 32 + ((index * 7919) % 90)); // more than one part
const place = mkdtempSync(join(tmpdir(), 'chatman-packages-'));
let chatMan: TestApp;
let ada: Person;

beforeAll(async () => {
  chatMan = await anApp({ settings: { auth: { requireMfa: 'none' } } });
  await theFirstAdmin(chatMan);
  ada = await aPerson(chatMan, 'ada.staff', { role: 'operations_team' });
  const bea = await aPerson(chatMan, 'bea.staff', { role: 'operations_team' });
  const { id } = await aCollection(ada, { readers: ['operations_team'] });
  await aDocument(chatMan, ada, id, { name: 'notes.txt', content: bytes });
  await aDocument(chatMan, ada, id, { name: 'Notes.txt', content: 'The archive opens at nine.' });
  await aDocument(chatMan, bea, id, { name: 'of-another.txt', content: 'Not from Ada.' });
});
afterAll(() => rmSync(place, { recursive: true }));

async function collected(type: 'access' | 'portability'): Promise<string> {
  const { id } = await ada.ask<RightsRequest>('POST', '/dsr/requests', { type, details: '' });
  await vi.waitFor(
    async () => expect((await ada.ask<RightsRequest>('GET', `/dsr/requests/${id}`)).state).toBe('completed'),
    patience,
  );
  return `/dsr/requests/${id}/package`;
}

it.each(['access', 'portability'] as const)('for %s holds the files that the person sent, as they were sent', async (type) => {
  const zip = unzipSync(new Uint8Array(await (await ada.send('GET', await collected(type))).arrayBuffer()));
  const files = Object.keys(zip).filter((path) => path.startsWith('files/'));
  const today = new Date().toISOString().slice(0, 10);
  expect(files.sort()).toEqual([`files/${today} Notes (2).txt`, `files/${today} notes.txt`]);
  expect(Buffer.from(zip[`files/${today} notes.txt`]!).equals(bytes)).toBe(true);
  expect(strFromU8(zip[`files/${today} Notes (2).txt`]!)).toBe('The archive opens at nine.');
  const listed = PackageManifest.parse(JSON.parse(strFromU8(zip['manifest.json']!))).files.map(({ path }) => path);
  expect(listed).toEqual(expect.arrayContaining(files));
});

it('is encrypted with a passphrase, opens with nothing else, and is checked by the command', async () => {
  const path = await collected('access');
  expect((await ada.send('POST', path, { passphrase: 'too short' })).status).toBe(400);
  expect((await ada.send('POST', path, { passphrase, recipient: 'age1xyz' })).status).toBe(400);
  const answer = await ada.send('POST', path, { passphrase });
  expect(answer.headers.get('content-disposition')).toContain('.zip.age');
  const encrypted = new Uint8Array(await answer.arrayBuffer());
  expect((await ada.send('POST', path, { passphrase })).status).toBe(410);

  const opened = new Decrypter();
  opened.addPassphrase(passphrase);
  expect(verifyPack(new Map(Object.entries(unzipSync(await opened.decrypt(encrypted)))))).toMatchObject({ valid: true });
  const wrong = new Decrypter();
  wrong.addPassphrase(`${passphrase}.`);
  await expect(wrong.decrypt(encrypted)).rejects.toThrow();
  expect(chatMan.logged()).not.toContain(passphrase);

  const [file, secret, out] = ['package.zip.age', 'passphrase', 'package.zip'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(file, encrypted);
  writeFileSync(secret, `${passphrase}\n`);
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const complain = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });
  await verifyPackFile(file, { json: false });
  expect([process.exitCode, complain.mock.calls.flat().join('')]).toEqual([78, expect.stringContaining('--passphrase-file')]);
  await verifyPackFile(file, { json: true, passphraseFile: secret, out });
  expect([process.exitCode, print.mock.calls.flat().join('')]).toEqual([0, expect.stringContaining('"valid":true')]);
  expect(unzipSync(readFileSync(out))).toHaveProperty('data.json');
  encrypted[encrypted.length >> 1]! ^= 1;
  writeFileSync(file, encrypted);
  await verifyPackFile(file, { json: true, passphraseFile: secret, out: `${out}.2` });
  expect([process.exitCode, existsSync(`${out}.2`)]).toEqual([78, false]);
});

it('is encrypted for a public key, and not handed over for one that is none', async () => {
  const path = await collected('access');
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const mistyped = `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`;
  const refused = await ada.send('POST', path, { recipient: mistyped });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'recipient-invalid']);
  const encrypted = new Uint8Array(await (await ada.send('POST', path, { recipient })).arrayBuffer());
  const opened = new Decrypter();
  opened.addIdentity(identity);
  expect(unzipSync(await opened.decrypt(encrypted))).toHaveProperty('data.json');
});
