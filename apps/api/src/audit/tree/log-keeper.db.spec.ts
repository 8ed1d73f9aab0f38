import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Settings } from '#platform/config/settings/settings.js';
import { Log } from '#platform/logging/log.js';
import { asRole } from '#platform/postgres/roles/roles.js';
import { PassThrough } from 'node:stream';
import { anAuditLog } from '../../../../../test/support/audit-log.js';
import { EventFile } from '../engine/event-file.js';
import { LogKeeper } from './log-keeper.js';

const log = await anAuditLog();
const settings = { of: () => ({ logToFile: true, logRetentionDays: 2190 }) } as unknown as Settings;
const directory = dirname(log.auditLogPath);

function aKeeper(file = new EventFile(log), stream = new PassThrough()): LogKeeper {
  stream.resume();
  return new LogKeeper(log.aSequencer(), log.tree, log.anchors, file, settings, new Log('info', stream));
}

function lines(): { metadata: { sequence: number }; api: { operation: string } }[] {
  const text = readFileSync(log.auditLogPath, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ReturnType<typeof lines>[number]);
}

describe('the keeper of the log', () => {
  const keeper = aKeeper();
  afterAll(() => keeper.onModuleDestroy());

  it('signs for an event and writes it to the file', async () => {
    keeper.onApplicationBootstrap();
    await log.fill(3);
    keeper.wake();
    await vi.waitFor(async () => expect((await log.tree.newest())?.size).toBe(3), { timeout: 5_000, interval: 20 });
    await vi.waitFor(() => expect(lines().map(({ metadata }) => metadata.sequence)).toEqual([0, 1, 2]), {
      timeout: 5_000,
      interval: 20,
    });
    expect(lines()[0]).toMatchObject({ api: { operation: 'system.started' } });
    expect(keeper.fault).toBeNull();
  });

  it('finds events without a notification', async () => {
    await log.fill(2);
    await vi.waitFor(async () => expect((await log.tree.newest())?.size).toBe(5), { timeout: 5_000, interval: 20 });
  });

  it('lets only the owner read what it writes', async () => {
    await keeper.flush();
    for (const file of [
      log.auditLogPath,
      join(directory, 'checkpoint'),
      join(directory, 'anchors.jsonl'),
      join(log.configDir, '.audit_key'),
    ]) {
      expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  it('leaves the newest checkpoint outside the database', async () => {
    await keeper.flush();
    expect(await log.anchors.newest()).toBe((await log.tree.newest())!.note);
    const remembered: string[] = [];
    for await (const note of log.anchors.all()) remembered.push(note);
    expect(remembered.at(-1)).toBe((await log.tree.newest())!.note);
  });

  it('signs for everything before it stops, and remembers that anchor', async () => {
    await log.fill(2);
    await keeper.onModuleDestroy();
    expect((await log.tree.newest())?.size).toBe(7);
    expect(lines()).toHaveLength(7);
    expect(readFileSync(join(directory, 'anchors.jsonl'), 'utf8').trimEnd().split('\n').length).toBe(2);
  });

  it('writes the lines that a killed process did not', async () => {
    await log.fill(2);
    await log.aSequencer().step();
    const next = aKeeper();
    await log.fill(1);
    next.onApplicationBootstrap();
    await next.flush();
    await next.onModuleDestroy();
    expect(lines().map(({ metadata }) => metadata.sequence)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.skipIf(process.platform !== 'linux')(
    'signs on while the disk is full, says so once, and writes the lines when there is room',
    async () => {
      const place = mkdtempSync(join(tmpdir(), 'chatman-full-disk-'));
      const day = join(place, `audit-${new Date().toISOString().slice(0, 10)}.log`);
      symlinkSync('/dev/full', day);
      const said: string[] = [];
      const stream = new PassThrough();
      stream.on('data', (line: Buffer) => said.push((JSON.parse(line.toString()) as { message: string }).message));
      const full = aKeeper(new EventFile({ auditLogPath: join(place, 'audit.log') }), stream);
      const before = (await log.tree.newest())!.size;
      for (const _time of [1, 2]) {
        await log.fill(1);
        await full.flush();
      }
      expect((await log.tree.newest())?.size).toBe(before + 2);
      rmSync(day);
      await log.fill(1);
      await full.flush();
      await full.onModuleDestroy();
      const written = readFileSync(day, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as ReturnType<typeof lines>[number]);
      expect(written.map(({ metadata }) => metadata.sequence)).toEqual([before, before + 1, before + 2]);
      expect(said).toEqual(['audit.log cannot be written; its events are in the database', 'audit.log is written again']);
      rmSync(place, { recursive: true });
    },
  );

  it('reports what keeps it from signing, and goes on recording', async () => {
    const { note, size: before } = (await log.tree.newest())!;
    await log.anchors.writeNewest(note);
    const url = log.database.ownerUrl;
    const grow = 'FUNCTION audit.grow(bigint, bigint[], xid8[], bytea, smallint[], bigint[], bytea[], bigint, text)';
    await asRole(url, (client) => client.query(`REVOKE EXECUTE ON ${grow} FROM chatman_runtime`));
    const troubled = aKeeper();
    await log.fill(1);
    await troubled.flush();
    expect(troubled.fault).toBe('failing');
    await asRole(url, (client) => client.query(`GRANT EXECUTE ON ${grow} TO chatman_runtime`));
    await troubled.flush();
    expect(troubled.fault).toBeNull();
    expect((await log.tree.newest())?.size).toBe(before + 1);
  });

  it('waits, when it is asked to sign, for a transaction that began before and is still open', async () => {
    const asked = aKeeper();
    const before = (await log.tree.newest())!.size;
    await asRole(log.database.ownerUrl, async (client) => {
      await client.query('BEGIN; SELECT pg_current_xact_id()');
      await log.fill(1);
      const signed = asked.flush();
      expect(await Promise.race([signed.then(() => 'signed'), sleep(200, 'waits')])).toBe('waits');
      await client.query('COMMIT');
      await signed;
    });
    expect((await log.tree.newest())?.size).toBe(before + 1);
  });
});
