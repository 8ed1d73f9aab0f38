import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';
import type { AuditVerification } from '../../libs/contracts/audit/audit.js';
import type { Backup, BackupTestRestore, BackupVerification } from '../../libs/contracts/backup/backup.js';
import { asks, messagesOf, reads } from '../support/asking.js';
import { ChatMan } from '../support/chat-man.js';
import { chatman, variablesOf } from '../support/command-line.js';
import { theFirstPerson } from '../support/fault-people.js';
import { aPlace, built } from '../support/installation.js';
import { startModelServer } from '../support/model-server/model-server.js';
import { signedIn } from '../support/people.js';
import { isThorough } from '../support/thorough.js';

vi.setConfig({ testTimeout: 900_000 });

/** The newest commit before deployment with Compose, off-site backups and restores from the portal, unless `CHAT_MAN_UPGRADE_FROM` names another. */
const olderCommit = process.env['CHAT_MAN_UPGRADE_FROM'] ?? '6c9de17b~1';

/** Whether this clone has the history; a shallow one or an unpacked archive has not. */
const hasHistory = ((): boolean => {
  try {
    execFileSync('git', ['cat-file', '-e', `${olderCommit}^{commit}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

if (isThorough && !hasHistory) console.warn(`Upgrades are not tried: this clone has no commit ${olderCommit} (it is shallow).`);

it.runIf(isThorough && hasHistory)('an upgrade keeps all data, and a restore in the older version is the way back', async () => {
  await built();
  const older = await anOlderVersion();
  const place = aPlace();
  const model = await startModelServer({ tokens: 12 });
  const variables = { OLLAMA_BASE_URL: model.url };
  const startOlder = (): Promise<ChatMan> =>
    ChatMan.start({ place, variables, command: [process.execPath, join(older, 'dist/apps/cli/src/main.js'), 'start'] });

  const before = await startOlder();
  const person = await theFirstPerson(before);
  const asked = await asks(person, 'What is kept?');
  const { text } = await reads(person, asked.generation.id);
  expect(text).not.toBe('');
  const backup = await person.ask<Backup>('POST', '/backup/create?wait=true', { label: 'before the upgrade' });
  await before.stop();
  const aside = join(place, 'backups-before'); // the newer version writes the keyring copy in its own form
  cpSync(join(place, 'data', 'backups'), aside, { recursive: true });

  const now = await ChatMan.start({ place, variables });
  const again = await signedIn(now, 'first.admin');
  expect((await messagesOf(again, asked.conversationId)).map(({ content }) => content)).toEqual(['What is kept?', text]);
  expect(await again.ask<BackupVerification>('POST', `/backup/verify/${backup.id}`)).toMatchObject({ valid: true });
  expect(await again.ask<BackupTestRestore>('POST', `/backup/test-restore/${backup.id}`)).toMatchObject({ success: true });
  const later = await asks(again, 'And after the upgrade?');
  await reads(again, later.generation.id);
  const verification = await chatman(place, 'audit', 'verify', '--json');
  expect(JSON.parse(verification.text) as AuditVerification).toMatchObject({ valid: true, firstBad: null });
  await now.stop();

  const refused = await olderTool(older, variablesOf(place), 'migrate');
  expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('Start the newer version')]);
  const restored = await olderTool(
    older,
    { ...variablesOf(place), BACKUP_DIR: aside },
    'backup',
    'restore',
    backup.id,
    '--yes',
    '--reason',
    'back to the older version',
  );
  expect(restored.code, restored.text).toBe(0);
  const back = await startOlder();
  const returned = await signedIn(back, 'first.admin');
  expect((await messagesOf(returned, asked.conversationId)).map(({ content }) => content)).toEqual(['What is kept?', text]);
  expect((await returned.send('GET', `/chat/conversations/${later.conversationId}`)).status).toBe(404);
  await back.stop();
  await model.close();
});

/** Unpacked from the history and built, with the packages of this version: it needs no others. */
async function anOlderVersion(): Promise<string> {
  const directory = join(resolve('dist'), 'older', execFileSync('git', ['rev-parse', olderCommit], { encoding: 'utf8' }).trim());
  if (!existsSync(directory)) {
    mkdirSync(directory, { recursive: true });
    const archive = execFileSync('git', ['archive', olderCommit], { maxBuffer: 2 ** 30 });
    execFileSync('tar', ['-x', '-C', directory], { input: archive });
    symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
  }
  const { buildServer } = (await import(/* @vite-ignore */ pathToFileURL(join(directory, 'scripts/build.mjs')).href)) as {
    buildServer(): Promise<void>;
  };
  await buildServer();
  return directory;
}

function olderTool(
  older: string,
  env: NodeJS.ProcessEnv,
  ...words: string[]
): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((settle) => {
    const main = join(older, 'dist/apps/cli/src/main.js');
    execFile(process.execPath, [main, ...words], { env }, (error, stdout, stderr) =>
      settle({ code: error === null ? 0 : Number(error.code), text: stdout + stderr }),
    );
  });
}
