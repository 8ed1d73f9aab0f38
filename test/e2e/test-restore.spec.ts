import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { BackupStore, type StoredBackup } from '../../apps/api/src/backup/keep/backup-store.js';
import type { BackupSource } from '../../apps/api/src/backup/make/backup-source.js';
import { clearScratch, scratchHome } from '../../apps/api/src/backup/restore/engine/scratch-server.js';
import { ScratchRestore } from '../../apps/api/src/backup/restore/test/scratch-restore.js';
import { SealedSample } from '../../apps/api/src/backup/restore/test/sealed-sample.js';
import type { Backup, BackupTestRestore } from '../../libs/contracts/backup/backup.js';
import type { Job } from '../../libs/contracts/jobs.js';
import { uuidv7 } from '../../libs/platform/ids.js';
import { Log } from '../../libs/platform/logging/log.js';
import { lockCluster } from '../../libs/platform/postgres/embedded/cluster-lock.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { type Person } from '../support/people.js';

const knowledge = '# Opening hours\n\nThe ward is open from eight to four. Visitors report at the desk of the ward first.\n';

describe('a test restore of a backup of a lived-in installation', () => {
  let subject: TestApp;
  let admin: Person;
  let source: StoredBackup;
  let place: string;
  const restored = (of: BackupSource) => subject.app.get(ScratchRestore).of(of);

  beforeAll(async () => {
    subject = await anApp({ knowledge, environment: { OLLAMA_BASE_URL: 'http://127.0.0.1:9' } });
    place = join(subject.dataDir, 'test-restore');
    admin = await theFirstAdmin(subject);
    await live();
    const { id } = await admin.ask<Backup>('POST', '/backup/create?wait=true', {});
    source = (await subject.app.get(BackupStore).find(id))!;
  });

  /** Fills sealed columns of every room. */
  async function live(): Promise<void> {
    const client = await aClient(subject, 'some.client');
    const { id } = await client.ask<{ id: string }>('POST', '/chat/conversations', { title: 'Hours', systemPrompt: 'Be brief.' });
    await client.ask('PATCH', `/chat/conversations/${id}`, { tags: ['ward'], folder: 'Visits' });
    await vi.waitFor(
      async () => expect(await client.ask('POST', '/rag/search', { query: 'ward' })).toMatchObject({ items: [{}] }),
      { timeout: 15_000, interval: 200 },
    );
    const question = { conversationId: id, message: 'When is the ward open?' };
    const asked = await client.ask<{ message: { id: string } }>('POST', '/chat', question);
    await client.ask('PUT', `/chat/messages/${asked.message.id}/feedback`, { rating: 'down', comment: 'too short' });
  }

  it('finds every table, the root of the log and the sealed values as they were, and leaves nothing behind', async () => {
    const result = await admin.ask<BackupTestRestore>('POST', `/backup/test-restore/${source.manifest.id}`);
    expect(result.checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(result).toMatchObject({ success: true, audit: { rootMatches: true } });
    expect(result.tables.map(({ name }) => name)).toEqual(source.manifest.tables.map(({ name }) => name));
    expect(result.checks.find(({ name }) => name === 'sealed-values')!.message).toMatch(
      /^[2-9]\d encrypted values were decrypted\.$/,
    );
    expect(readdirSync(place)).toEqual([]);
    expect(await admin.ask<Backup>('GET', `/backup/${source.manifest.id}`)).toMatchObject({ tested: { success: true } });
  });

  it('is a job with progress for whoever does not wait, and so is a verification', async () => {
    const { id } = source.manifest;
    const seen: Job[] = [];
    const followed = async (path: string): Promise<Job> => {
      const { job } = await admin.ask<{ job: { id: string } }>('POST', `/backup/${path}/${id}?wait=false`);
      return vi.waitFor(
        async () => {
          const now = await admin.ask<Job>('GET', `/jobs/${job.id}`);
          seen.push(now);
          expect(now.finishedAt).not.toBeNull();
          return now;
        },
        { timeout: 60_000, interval: 50 },
      );
    };
    const verified = await followed('verify');
    expect(verified).toMatchObject({ kind: 'backup.check', state: 'completed', objectId: id, result: { valid: true } });
    expect(verified.progress).toMatchObject({ unit: 'bytes', done: verified.progress?.total });
    const tested = await followed('test-restore');
    expect(tested).toMatchObject({ kind: 'backup.try-restore', state: 'completed', result: { success: true } });
    expect(seen.some(({ state, progress }) => state === 'running' && progress?.unit === 'tables')).toBe(true);
    const unknown = await admin.send('POST', `/backup/verify/${uuidv7(Date.now())}?wait=false`);
    expect(unknown.status).toBe(404);
  });

  it('says what is not as it was', async () => {
    const tables = source.manifest.tables.map((table) =>
      table.name === 'chat.message' ? { ...table, sha256: '0'.repeat(64) } : table,
    );
    const result = await restored({
      manifest: { ...source.manifest, tables, audit: { ...source.manifest.audit, root: '' } },
      copyStream: (name) => source.copyStream(name),
    });
    expect(result).toMatchObject({ success: false, audit: { rootMatches: false } });
    expect(result.tables.filter(({ matches }) => !matches).map(({ name }) => name)).toEqual(['chat.message']);
  });

  it('answers that a backup which breaks off cannot be loaded, and clears up behind it', async () => {
    const breaking = () => new Transform({ transform: (_chunk, _encoding, done) => done(new Error('altered')) });
    const copyStream = (name: string) => source.copyStream(name).pipe(breaking());
    expect(await restored({ manifest: source.manifest, copyStream })).toMatchObject({
      success: false,
      tables: [],
      checks: [{ name: 'load', passed: false }],
    });
    expect(readdirSync(place)).toEqual([]);
  });

  it('does not hold a stop in the middle of it against the backup', async () => {
    const stopping = new ScratchRestore(
      { dataDir: join(subject.dataDir, 'stopping') },
      subject.app.get(SealedSample),
      subject.app.get(Log),
    );
    const copyStream = (name: string) =>
      Readable.from(
        (async function* () {
          await stopping.onModuleDestroy();
          yield* source.copyStream(name);
        })(),
      );
    await expect(stopping.of({ manifest: source.manifest, copyStream })).rejects.toMatchObject({
      code: 'test-restore-interrupted',
    });
  });

  it('removes what a killed one left behind, and nothing of one that is alive', async () => {
    const [dead, alive, elsewhere, longAgo] = [
      scratchHome(place, 'dead'),
      scratchHome(place, 'alive'),
      join(place, 'another-machine.1'),
      join(place, 'another-machine.2'),
    ];
    for (const home of [dead, alive, elsewhere, longAgo]) mkdirSync(home);
    utimesSync(longAgo, 0, 0);
    writeFileSync(join(dead, 'lock'), `${process.pid}\nlong ago\n`);
    const unlock = lockCluster(join(alive, 'lock'));
    await expect(restored(source)).rejects.toMatchObject({ code: 'test-restore-running' });
    expect(readdirSync(place).sort()).toEqual([basename(alive), basename(elsewhere)].sort());
    unlock();
    expect(await clearScratch(place)).toBe(false);
    expect(readdirSync(place)).toEqual([basename(elsewhere)]);
  });
});
