import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backup } from '../../libs/contracts/backup/backup.js';
import { codeOf } from '../support/answers.js';
import { anApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { proveAgain, signedIn, type Person } from '../support/people.js';
import { testMasterPassword } from '../support/shared-master.js';

const root = mkdtempSync(join(tmpdir(), 'backup-copies-'));
const away = join(root, 'away');
mkdirSync(away);
const chatMan = await anApp({
  settings: { auth: { requireMfa: 'none' }, backup: { offsite: { directory: away, keepLastN: 2 } } },
});
const plain = await anApp({ settings: { auth: { requireMfa: 'none' } } });
const here = join(chatMan.dataDir, 'backups');
const canary = 'Cormorant-Lantern-Teapot';
let admin: Person;
let backup: Backup;

beforeAll(async () => {
  admin = await theFirstAdmin(chatMan);
  await admin.ask('POST', '/chat/conversations', { title: canary });
  backup = await make();
});
afterAll(() => rmSync(root, { recursive: true }));

const make = (): Promise<Backup> => admin.ask<Backup>('POST', '/backup/create?wait=true', {});
const copy = (id: string): Promise<Backup> => admin.ask<Backup>('POST', `/backup/${id}/copy`);
const outcomes = async (action: string): Promise<string[]> =>
  (
    await chatMan.database.rows<{ outcome: string }>(`SELECT outcome FROM audit.event WHERE action = $1 ORDER BY seq`, [action])
  ).map(({ outcome }) => outcome);
const filesIn = (directory: string): string[] => readdirSync(directory).sort();

describe('downloading a backup', () => {
  it('takes a step-up, and is for administrators only', async () => {
    const client = await aClient(chatMan, 'curious.client');
    expect((await client.send('GET', `/backup/${backup.id}/download`)).status).toBe(403);
    const unproven = await signedIn(chatMan, admin.username, admin.password);
    expect(await codeOf(unproven.send('GET', `/backup/${backup.id}/download`))).toBe('step-up-required');
  });

  it('gives the files as they lie on the disk, sealed, in an archive that tar unpacks', async () => {
    await proveAgain(admin);
    const response = await admin.send('GET', `/backup/${backup.id}/download`);
    expect(response.headers.get('Content-Disposition')).toContain(`chatman-backup-${backup.id}.tar`);
    const archive = Buffer.from(await response.arrayBuffer());
    expect(archive.length).toBe(Number(response.headers.get('Content-Length')));
    expect(archive.includes(canary)).toBe(false);
    const unpacked = join(root, 'unpacked');
    mkdirSync(unpacked);
    execFileSync('tar', ['-xf', '-', '-C', unpacked], { input: archive });
    expect(filesIn(join(unpacked, 'backups'))).toEqual([backup.id]);
    const [there, original] = [join(unpacked, 'backups', backup.id), join(here, backup.id)];
    expect(filesIn(there)).toEqual(filesIn(original));
    for (const name of filesIn(there))
      expect(readFileSync(join(there, name)).equals(readFileSync(join(original, name)))).toBe(true);
    expect(await outcomes('backup.downloaded')).toEqual(['success']);
  });

  it('brings the data keys along only when asked', async () => {
    const archive = Buffer.from(await (await admin.send('GET', `/backup/${backup.id}/download?keyring=true`)).arrayBuffer());
    const names = execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8' });
    expect(names).toMatch(/^backups\/keyring\/[0-9a-f-]{36}\/keyring\.note$/m);
  });

  it('of one that does not exist is 404', async () => {
    expect((await admin.send('GET', '/backup/01940000-0000-7000-8000-000000000001/download')).status).toBe(404);
  });
});

describe('copying a backup off-site', () => {
  it('puts every file there, reads it back, and says so', async () => {
    expect(backup.copied).toBeNull();
    const copied = await copy(backup.id);
    expect(copied.copied).not.toBeNull();
    for (const name of filesIn(join(here, backup.id)))
      expect(readFileSync(join(away, backup.id, name)).equals(readFileSync(join(here, backup.id, name)))).toBe(true);
    expect(filesIn(join(away, 'keyring'))).toEqual(filesIn(join(here, 'keyring')));
  });

  it('mends a copy that was damaged there', async () => {
    const manifest = join(away, backup.id, 'manifest.json');
    writeFileSync(manifest, 'damaged');
    await copy(backup.id);
    expect(readFileSync(manifest, 'utf8')).toBe(readFileSync(join(here, backup.id, 'manifest.json'), 'utf8'));
  });

  it('keeps the newest copies only, and one copy of the data keys: an older one would bring destroyed keys back', async () => {
    const [second, third] = [await make(), await make()];
    await copy(second.id);
    await copy(third.id);
    const whole = filesIn(away).filter((name) => existsSync(join(away, name, 'manifest.note')));
    expect(whole).toEqual([second.id, third.id]);
    const keys = filesIn(join(away, 'keyring')).filter((name) => existsSync(join(away, 'keyring', name, 'keyring.note')));
    expect(keys).toEqual(filesIn(join(here, 'keyring')));
  });

  it('is refused where the disk is not mounted, and recorded', async () => {
    renameSync(away, `${away}-unmounted`);
    expect(await codeOf(admin.send('POST', `/backup/${backup.id}/copy`))).toBe('offsite-missing');
    expect(existsSync(away)).toBe(false);
    renameSync(`${away}-unmounted`, away);
    expect((await outcomes('backup.copied')).at(-1)).toBe('failed');
  });

  it('is refused where no target is set', async () => {
    const other = await theFirstAdmin(plain);
    const made = await other.ask<Backup>('POST', '/backup/create?wait=true', {});
    expect(await codeOf(other.send('POST', `/backup/${made.id}/copy`))).toBe('no-offsite-target');
  });
});

/** Python with `cryptography` 44 or newer, and zstd; what `tools/backup-reader` needs. */
const hasReader = ((): boolean => {
  try {
    execFileSync('python3', ['-c', 'from cryptography.hazmat.primitives.kdf.argon2 import Argon2id'], { stdio: 'ignore' });
    execFileSync('zstd', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasReader)('the independent reader in Python (skipped without its packages)', () => {
  const read = (password: string, ...words: string[]) =>
    spawnSync('python3', ['tools/backup-reader/read_backup.py', ...words], {
      env: { PATH: process.env['PATH'], CHAT_MAN_PASSWORD: password },
      encoding: 'utf8',
    });

  it('finds every row of a copy as the manifest says, and opens what was sealed, with the password alone', async () => {
    const made = await make();
    await copy(made.id);
    const verified = read(testMasterPassword, away, 'verify', made.id);
    expect([verified.status, verified.stderr]).toEqual([0, '']);
    expect(verified.stdout.trim().split('\n')).toHaveLength(made.tables);
    const conversations = read(testMasterPassword, away, 'table', made.id, 'chat.conversation').stdout;
    expect(
      conversations
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { title: string }).title),
    ).toEqual([canary]);
  });

  it('refuses another password, and names the part that was changed', async () => {
    const made = await make();
    expect(read('Wrong-Horse-Battery-9', here, 'verify', made.id)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('does not open'),
    });
    const part = filesIn(join(here, made.id)).find((name) => name.startsWith('chat.conversation.'))!;
    const path = join(here, made.id, part);
    const bytes = readFileSync(path);
    bytes[bytes.length - 20]! ^= 1;
    writeFileSync(path, bytes);
    expect(read(testMasterPassword, here, 'verify', made.id)).toMatchObject({
      status: 1,
      stderr: `Not sound: ${part} is not as it was written.\n`,
    });
  });
});
