import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { AuditVerification } from '../../libs/contracts/audit/audit.js';
import type { Backup } from '../../libs/contracts/backup/backup.js';
import { chatman, commandLine, variablesOf, type Said } from '../support/command-line.js';
import { theFirstPerson } from '../support/fault-people.js';
import { aChatMan, aPlace, built } from '../support/installation.js';
import { signedIn } from '../support/people.js';

/** Three starts of the product and seven of its command line, which are slow on a busy machine. */
vi.setConfig({ testTimeout: 300_000 });

beforeAll(built);

test('a backup brings an installation back: over what is there, whose log then says what it lost, and on an empty machine', async () => {
  const place = aPlace();
  const before = await aChatMan({ place });
  const person = await theFirstPerson(before);
  const kept = await person.ask<{ id: string }>('POST', '/chat/conversations', { title: 'before the backup' });
  const backup = await person.ask<Backup>('POST', '/backup/create?wait=true', {});
  const lost = await person.ask<{ id: string }>('POST', '/chat/conversations', { title: 'after the backup' });
  expect(await chatman(place, 'backup', 'restore', backup.id, '--yes')).toMatchObject({
    code: 78,
    text: expect.stringContaining('Stop every instance first'),
  });
  await before.stop();
  expect(anchoredSize(place)).toBeGreaterThan(backup.checkpointSize!);

  expect(await chatman(place, 'backup', 'restore', 'no-such-backup', '--yes')).toMatchObject({ code: 78 });
  const restored = await chatman(place, 'backup', 'restore', backup.id, '--yes', '--reason', 'the disk died');
  expect(restored).toMatchObject({
    code: 0,
    text: expect.stringMatching(/kept as chatman_before_[\d_]+\.[^]*chatman audit accept-loss/),
  });

  const after = await aChatMan({ place });
  expect(await fetch(`${after.url}/api/auth/me`, { headers: { Cookie: person.cookie } })).toMatchObject({ status: 401 });
  const again = await signedIn(after, 'first.admin');
  expect(await again.send('GET', `/chat/conversations/${kept.id}`)).toMatchObject({ status: 200 });
  expect(await again.send('GET', `/chat/conversations/${lost.id}`)).toMatchObject({ status: 404 });
  await expect.poll(() => after.log.join('\n')).toMatch(/"fault":"stale".*audit log is not being signed/);
  expect(after.log.join('\n')).not.toContain('has no outcome');
  expect(JSON.parse((await chatman(place, 'audit', 'verify', '--json')).text)).toMatchObject({
    valid: false,
    firstBad: { kind: 'stale' },
  });

  expect(await chatman(place, 'audit', 'accept-loss', '--reason', 'restored from the backup of today')).toMatchObject({
    code: 0,
  });
  await after.stop();
  expect(await verified(place)).toMatchObject({ valid: true, waiting: 0 });

  const elsewhere = aPlace();
  cpSync(join(place, 'config'), join(elsewhere, 'config'), { recursive: true });
  cpSync(join(place, 'data', 'backups'), join(elsewhere, 'data', 'backups'), { recursive: true });
  rmSync(join(elsewhere, 'config', '.database'));
  const moved = await chatman(elsewhere, 'backup', 'restore', backup.id, '--yes');
  expect(moved).toMatchObject({ code: 0, text: expect.not.stringContaining('kept as') });
  expect(await verified(elsewhere)).toMatchObject({ valid: true, waiting: 0 });
  const there = await aChatMan({ place: elsewhere });
  const mover = await signedIn(there, 'first.admin');
  expect(await mover.send('GET', `/chat/conversations/${kept.id}`)).toMatchObject({ status: 200 });
  await there.stop();

  expect(await unread(elsewhere, 'backup', 'restore', backup.id, '--yes')).toEqual({
    code: 0,
    text: expect.not.stringContaining('EPIPE') as string,
  });
  // An export holds what was signed, and the log waits for that until the loss is accepted.
  await chatman(elsewhere, 'audit', 'accept-loss', '--reason', 'restored once more');
  const log = (await chatman(elsewhere, 'audit', 'export', '--format', 'csv', '--reason', 'to see the restore')).text;
  expect(log.match(/,backup\.restored,/g)).toHaveLength(1);
});

test('a restore without the configuration writes none before the person has agreed, and leaves none when it fails', async () => {
  const place = aPlace();
  const before = await aChatMan({ place });
  const person = await theFirstPerson(before);
  const backup = await person.ask<Backup>('POST', '/backup/create?wait=true', {});
  await before.stop();
  const elsewhere = aPlace();
  cpSync(join(place, 'data', 'backups'), join(elsewhere, 'data', 'backups'), { recursive: true });
  const secrets = (): string[] =>
    existsSync(join(elsewhere, 'config'))
      ? readdirSync(join(elsewhere, 'config')).filter((name) => /^\.(auth|enc)|^audit/.test(name))
      : [];

  const password = { CHAT_MAN_PASSWORD: readFileSync(join(place, 'config', '.master_password'), 'utf8').trim() };
  const unconfirmed = await chatman(elsewhere, password, 'backup', 'restore', backup.id, '--unsigned');
  expect(unconfirmed).toMatchObject({ code: 78, text: expect.stringContaining('Nothing was changed') });
  expect(secrets()).toEqual([]);

  const unreachable = { ...password, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  expect((await chatman(elsewhere, unreachable, 'backup', 'restore', backup.id, '--unsigned', '--yes')).code).not.toBe(0);
  expect(secrets()).toEqual([]);
});

/** The newest checkpoint beside the log says how many events it speaks for. */
function anchoredSize(place: string): number {
  return Number(readFileSync(join(place, 'data', 'audit', 'checkpoint'), 'utf8').split('\n')[1]);
}

async function verified(place: string): Promise<AuditVerification> {
  return JSON.parse((await chatman(place, 'audit', 'verify', '--json')).text) as AuditVerification;
}

/** The same without a reader of its standard output, as behind `… | true`; what it wrote to standard error. */
function unread(place: string, ...words: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, [commandLine, ...words], { env: variablesOf(place), stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return new Promise((settle) => child.once('close', (code) => settle({ code: code ?? -1, text })));
}
