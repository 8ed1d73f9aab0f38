import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { migrate, readMigrations } from '#platform/database/migrator/migrator.js';
import { dropDatabase, makeDatabase } from '#platform/postgres/roles/databases.js';
import { provideRuntimeLogin, asRole } from '#platform/postgres/roles/roles.js';
import { withDatabase, withLogin } from '#platform/postgres/database-url.js';
import { openCheckpoint } from '#transparency/note/checkpoint.js';
import { emptyRoot } from '#transparency/tree/hashing.js';
import { GrowingTree } from '#transparency/tree/tree.js';
import { anAuditLog, leavesOf, type TestLog } from '../../../../../../test/support/audit-log.js';
import { aLiveSource, type LiveSource } from '../../../../../../test/support/live-source.js';
import { DetailCheck } from '../../../audit/verify/detail-check.js';
import { DetailRepository } from '../../../audit/record/detail.repository.js';
import { LogReaderRepository } from '../../../audit/verify/log-reader.repository.js';
import { LogVerifier } from '../../../audit/verify/log-verifier.js';
import { ScratchServer } from '../engine/scratch-server.js';
import { loadBackup } from './load.js';

const place = mkdtempSync(join(tmpdir(), 'chatman-scratch-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const migrations = resolve('migrations');
const runtime = { role: 'chatman_app', password: 'runtime-of-a-test' };

/** Counts transactions on, so that the ids of this server are far above those of a new one. */
const burnTransactions = `
  DO $$ BEGIN FOR n IN 1..20000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`;

describe('a log that was restored to a new server, with events that no checkpoint speaks of', () => {
  let live: TestLog;
  let source: LiveSource;
  let scratch: ScratchServer;
  let restored: TestLog;

  beforeAll(async () => {
    live = await anAuditLog();
    await asRole(live.database.ownerUrl, async (client) => {
      await client.query(burnTransactions);
      await client.query(
        `SELECT audit.make_month('audit.event', 'event', '2026-01-01'), audit.make_month('audit.event_detail', 'event_detail', '2026-01-01')`,
      );
    });
    await live.fill(40);
    await live.sign();
    const { size, note } = (await live.tree.newest())!;
    const root = openCheckpoint(note, await live.keys.trusted()).root.toString('base64');
    await live.fill(25);
    source = await aLiveSource(live.database.ownerUrl, { size, root, checkpoint: note });
    scratch = await ScratchServer.start(place, 'one');
  });
  afterAll(async () => {
    await source.close();
    await restored.close();
    await scratch.remove();
    expect(readdirSync(place)).toEqual([]);
  });

  it('has every row and the root of the manifest', async () => {
    const loaded = await loadBackup({ ownerUrl: scratch.ownerUrl, source, migrations });
    expect(loaded.rootMatches).toBe(true);
    expect(loaded.tables.filter(({ matches }) => !matches)).toEqual([]);
    expect(loaded.tables.length).toBeGreaterThan(20);
    expect(loaded.tables.find(({ name }) => name === 'audit.event')).toMatchObject({ rows: 65 });
    await asRole(scratch.ownerUrl, async (client) => {
      const { rows } = await client.query(`SELECT to_regclass('audit.event_2026_01') IS NOT NULL AS "isThere"`);
      expect(rows).toEqual([{ isThere: true }]);
    });
  });

  it('takes up the events of the old server before any new one, all of them once', async () => {
    await provideRuntimeLogin(scratch.ownerUrl, runtime);
    const database = { ...live.database, ownerUrl: scratch.ownerUrl, runtimeUrl: withLogin(scratch.ownerUrl, runtime) };
    restored = await anAuditLog({ database, beside: live });
    const isFuture = 'SELECT bool_and(xid >= pg_snapshot_xmax(pg_current_snapshot())) AS "isFuture" FROM audit.event';
    expect(await restored.reads.query(isFuture)).toEqual([{ isFuture: true }]);
    await restored.fill(7);
    await restored.sign();

    const [gaps] = await restored.reads.query<{ places: string; inOrder: boolean }>(
      `SELECT count(*)::text AS places, bool_and(index = place - 1) AS "inOrder"
         FROM (SELECT index, row_number() OVER (ORDER BY seq) AS place FROM audit.leaf) AS placed`,
    );
    expect(gaps).toEqual({ places: '72', inOrder: true });
    const tree = GrowingTree.empty();
    for (const { leafHash } of (await leavesOf(restored.reads)).toSorted((a, b) => Number(a.sequence) - Number(b.sequence)))
      tree.append(leafHash);
    expect(openCheckpoint((await restored.tree.newest())!.note, await live.keys.trusted()).root).toEqual(tree.root());
  });

  it('goes on, and is sound against everything that was signed about it', async () => {
    await restored.fill(5);
    expect(await restored.aSequencer().step()).toMatchObject({ kind: 'grown', from: 72, events: { length: 5 } });
    expect(await restored.aSequencer().step()).toEqual({ kind: 'idle' });
    const details = new DetailCheck(new DetailRepository(restored.reads), restored.keyring);
    const verifier = new LogVerifier(
      new LogReaderRepository(restored.reads),
      restored.tree,
      restored.keys,
      restored.anchors,
      details,
    );
    expect(await verifier.verify()).toMatchObject({ valid: true, size: 77, events: 77, waiting: 0 });
  });
});

/** Gone after the test. */
async function anEmptyDatabase(): Promise<string> {
  const server = inject('cluster').ownerUrl.replace('/DATABASE?', '/postgres?');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await makeDatabase(server, name);
  onTestFinished(() => dropDatabase(server, name));
  return withDatabase(server, name);
}

describe('a backup of another version', () => {
  it('is loaded into the tables of its time, which then become those of today', async () => {
    const own = await readMigrations(migrations);
    const newest = own.at(-1)!.name;
    const [earlier, fresh] = [await anEmptyDatabase(), await anEmptyDatabase()];
    await migrate({ ownerUrl: earlier, directory: migrations, only: new Set(own.slice(0, -1).map(({ name }) => name)) });
    await asRole(earlier, (client) =>
      client.query(`INSERT INTO platform.setting_override (key, value) VALUES ('backup.keepLastN', '3')`),
    );
    const source = await aLiveSource(earlier, { size: 0, root: emptyRoot.toString('base64'), checkpoint: '' });
    onTestFinished(() => source.close());
    expect(source.manifest.migrations.map(({ name }) => name)).not.toContain(newest);
    expect(source.manifest.tables.find(({ name }) => name === 'platform.setting_override')).toMatchObject({ rows: 1 });

    const { tables, rootMatches } = await loadBackup({ ownerUrl: fresh, source, migrations });
    expect(tables.filter(({ matches }) => !matches)).toEqual([]);
    expect(rootMatches).toBe(true);
    const applied = await asRole(fresh, (client) =>
      client.query('SELECT name FROM platform.migration ORDER BY name COLLATE "C"'),
    );
    expect(applied.rows).toEqual(own.map(({ name }) => ({ name })));
  });

  const manifest = { id: '', createdAt: '', tables: [], sequences: [], audit: { size: 0, root: '', checkpoint: '', months: [] } };
  const nowhere = 'postgres://nobody@localhost:1/nothing';
  const copyStream = () => {
    throw new Error('nothing is read of it');
  };

  it('is refused before anything is made, when it is newer or was made otherwise', async () => {
    const newer = { manifest: { ...manifest, migrations: [{ name: '9999-tomorrow.sql', checksum: 'x' }] }, copyStream };
    await expect(loadBackup({ ownerUrl: nowhere, source: newer, migrations })).rejects.toMatchObject({ code: 'backup-newer' });
    const other = { manifest: { ...manifest, migrations: [{ name: '0001-settings-overrides.sql', checksum: 'x' }] }, copyStream };
    await expect(loadBackup({ ownerUrl: nowhere, source: other, migrations })).rejects.toMatchObject({ code: 'backup-changed' });
  });
});
