import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Settings } from '#platform/config/settings.js';
import { Log } from '#platform/logging/log.js';
import { asRole } from '#platform/postgres/roles.js';
import { PassThrough } from 'node:stream';
import { anAuditLog } from '../../../../../test/support/audit-log.js';
import { EventFile } from '../engine/event-file.js';
import { LogKeeper } from './log-keeper.js';

const log = await anAuditLog();
const settings = { of: () => ({ logToFile: true, logRetentionDays: 2190 }) } as unknown as Settings;
const directory = dirname(log.auditLogPath);

function aKeeper(): LogKeeper {
  const stream = new PassThrough();
  stream.resume();
  return new LogKeeper(log.aSequencer(), log.tree, log.anchors, new EventFile(log), settings, new Log('info', stream));
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

  it('finds events that nobody told it about', async () => {
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

  it('reports what keeps it from signing, and goes on recording', async () => {
    await log.anchors.writeNewest((await log.tree.newest())!.note);
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
    expect((await log.tree.newest())?.size).toBe(11);
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
