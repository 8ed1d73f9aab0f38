import { execFileSync, spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Backup, BackupList, BackupTestRestore, BackupVerification } from '../../libs/contracts/backup/backup.js';
import { commandLine, variablesOf } from '../support/command-line.js';
import { theFirstPerson } from '../support/fault-people.js';
import { aChatMan, aPlace, built } from '../support/installation.js';
import { isThorough } from '../support/thorough.js';

/** Files and directories made durable, and names given, in the order in which a backup does so. */
const durable = 'fsync,fdatasync,rename,renameat,renameat2';
const steps = Number(process.env['CHAT_MAN_BACKUP_STEPS'] ?? 100);

const hasStrace = ((): boolean => {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.runIf(isThorough && hasStrace)('a backup whose process is killed', () => {
  beforeAll(built);

  test(
    `at each of its first ${steps} durable steps leaves none in the list that does not restore`,
    { timeout: 3_600_000 },
    async () => {
      const place = aPlace();
      const chatMan = await aChatMan({ place });
      const admin = await theFirstPerson(chatMan);
      const isSound = async ({ id }: Backup): Promise<boolean> =>
        (await admin.ask<BackupVerification>('POST', `/backup/verify/${id}`)).valid;
      for (let step = 1; step <= steps; step++) {
        expect([step, killedAt(place, step)]).toEqual([step, 'SIGKILL']);
        const finished = (await admin.ask<BackupList>('GET', '/backup/list')).items.filter(({ state }) => state === 'finished');
        for (const backup of finished.slice(0, 2)) expect([step, await isSound(backup)]).toEqual([step, true]);
      }
      const next = await admin.ask<Backup>('POST', '/backup/create?wait=true', {});
      expect(await isSound(next)).toBe(true);
      expect(await admin.ask<BackupTestRestore>('POST', `/backup/test-restore/${next.id}`)).toMatchObject({ success: true });
      const { items } = await admin.ask<BackupList>('GET', '/backup/list');
      expect(items.filter(({ state }) => state === 'running')).toEqual([]);
    },
  );
});

/** How it ended. One thread for files, so that the steps have one order. */
function killedAt(place: string, step: number): string {
  const inject = ['-e', `trace=${durable}`, '-e', `inject=${durable}:signal=KILL:when=${step}`];
  const { signal, status, stderr } = spawnSync(
    'strace',
    ['-f', '-qq', '-o', '/dev/null', ...inject, process.execPath, commandLine, 'backup', 'create'],
    { env: { ...variablesOf(place), UV_THREADPOOL_SIZE: '1' }, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return signal ?? (status === 137 ? 'SIGKILL' : `${status}: ${stderr}`);
}
