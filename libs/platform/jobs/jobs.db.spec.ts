import { PassThrough } from 'node:stream';
import { SchedulerRegistry } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aDatabase, type TestDatabase } from '../../../test/support/database.js';
import { patience } from '../../../test/support/patience.js';
import { Settings } from '../config/settings/settings.js';
import { Transactions } from '../database/transactions.js';
import { currentRequestId } from '../http/request-context.js';
import { Log } from '../logging/log.js';
import { asRole } from '../postgres/roles/roles.js';
import { Jobs } from './jobs.js';
import { Schedules } from './schedules.js';

const id = '01940000-0000-7000-8000-000000000001';

let database: TestDatabase;
let transactions: Transactions;
const instances: Jobs[] = [];
const lines: string[] = [];

beforeAll(async () => {
  database = await aDatabase();
  const source = await new DataSource({ type: 'postgres', url: database.runtimeUrl }).initialize();
  transactions = new Transactions(source, new Log('error'));
  return () => source.destroy();
});
afterEach(async () => {
  await Promise.all(instances.splice(0).map((instance) => instance.beforeApplicationShutdown()));
});

async function anInstance(): Promise<Jobs> {
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const log = new Log('debug', stream);
  const settings = new Settings([], { file: undefined, fileName: '', environment: {}, overrides: new Map() });
  const schedules = new Schedules(new SchedulerRegistry(), settings, log);
  const jobs = new Jobs(database.runtimeUrl, log, schedules, 1);
  await jobs.onModuleInit();
  instances.push(jobs);
  return jobs;
}

async function rows<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  let found: Row[] = [];
  await asRole(database.ownerUrl, async (client) => {
    found = (await client.query<Row>(sql, [...parameters])).rows;
  });
  return found;
}

const statesOf = (name: string) => rows<{ state: string }>('SELECT state FROM jobs.job WHERE name = $1', [name]);

describe('a job', () => {
  it('is put on the queue with its transaction, and begins when that commits', async () => {
    const jobs = await anInstance();
    const done: unknown[] = [];
    await jobs.perform({ name: 'spec.commit', handle: async (data) => void done.push(data) });
    await transactions.run(async (tx) => {
      await jobs.enqueue(tx, 'spec.commit', { documentId: id, page: 7 });
      expect(await statesOf('spec.commit')).toEqual([]);
    });
    await vi.waitFor(() => expect(done).toEqual([{ documentId: id, page: 7 }]), patience);
  });

  it('was never there when its transaction is rolled back', async () => {
    const jobs = await anInstance();
    await jobs.perform({ name: 'spec.rollback', handle: () => Promise.resolve() });
    const failing = transactions.run(async (tx) => {
      await jobs.enqueue(tx, 'spec.rollback', { documentId: id });
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await statesOf('spec.rollback')).toEqual([]);
  });

  it('is tried again after a failure, under an id of its own in the log, and nothing of what failed is kept', async () => {
    const jobs = await anInstance();
    const ids: (string | undefined)[] = [];
    await jobs.perform({
      name: 'spec.retry',
      handle: async () => {
        ids.push(currentRequestId());
        if (ids.length === 1) throw new RangeError('patient Miller has measles');
      },
    });
    await transactions.run((tx) => jobs.enqueue(tx, 'spec.retry', {}));
    await vi.waitFor(async () => expect(await statesOf('spec.retry')).toEqual([{ state: 'completed' }]), patience);
    expect(ids).toHaveLength(2);
    const log = lines.join('');
    expect(log).toContain('RangeError');
    expect(log).toContain(ids[0]);
    expect(log).not.toContain('Miller');
  });

  it('that keeps failing is given up, and its row holds only the kind of error', async () => {
    const jobs = await anInstance();
    const handle = () => Promise.reject(new RangeError('patient Miller has measles'));
    await jobs.perform({ name: 'spec.give-up', retryLimit: 1, handle });
    await transactions.run((tx) => jobs.enqueue(tx, 'spec.give-up', {}));
    await vi.waitFor(async () => expect(await statesOf('spec.give-up')).toEqual([{ state: 'failed' }]), patience);
    const [row] = await rows<{ text: string }>(`SELECT job::text AS text FROM jobs.job WHERE name = 'spec.give-up'`);
    expect(row!.text).toContain('RangeError');
    expect(row!.text).not.toMatch(/Miller|jobs\.db\.spec/);
  });

  it('of a worker that was killed is taken up by another one', async () => {
    const jobs = await anInstance();
    const done: unknown[] = [];
    await jobs.perform({ name: 'spec.killed', handle: async (data) => void done.push(data) });
    await leaveBehind('spec.killed', { documentId: id });
    await vi.waitFor(() => expect(done).toEqual([{ documentId: id }]), patience);
  });

  it('is aborted when the instance closes, and repeated by the next one', async () => {
    const [first, next] = [await anInstance(), await anInstance()];
    let running = false;
    const untilStopped = (_: unknown, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        running = true;
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      });
    await first.perform({ name: 'spec.closing', handle: untilStopped });
    await transactions.run((tx) => first.enqueue(tx, 'spec.closing', {}));
    await vi.waitFor(() => expect(running).toBe(true), patience);
    await first.beforeApplicationShutdown();
    let isDone = false;
    await next.perform({ name: 'spec.closing', handle: async () => void (isDone = true) });
    await vi.waitFor(() => expect(isDone).toBe(true), patience);
  });

  it('refuses anything but ids and numbers, before it is written', async () => {
    const jobs = await anInstance();
    await jobs.perform({ name: 'spec.content', handle: () => Promise.resolve() });
    const put = (data: Record<string, string>, options = {}) =>
      transactions.run((tx) => jobs.enqueue(tx, 'spec.content', data, options));
    await expect(put({ question: 'Do I have measles?' })).rejects.toThrow('question');
    await expect(put({}, { singletonKey: 'patient Miller' })).rejects.toThrow('singletonKey');
    expect(await statesOf('spec.content')).toEqual([]);
  });

  it('on a schedule runs once, however many instances there are', async () => {
    const [here, there] = [await anInstance(), await anInstance()];
    const minutes: string[] = [];
    const kind = {
      name: 'spec.each-minute',
      cron: '* * * * *',
      handle: async () => void minutes.push(new Date().toISOString().slice(0, 16)),
    };
    await here.perform(kind);
    await there.perform(kind);
    await vi.waitFor(() => expect(minutes.length).toBeGreaterThan(0), { timeout: 120_000, interval: 100 });
    await vi.waitFor(async () => {
      const waiting = await rows(`SELECT FROM jobs.job WHERE state < 'completed' AND name = 'spec.each-minute'`);
      expect(waiting).toEqual([]);
    }, patience);
    expect(minutes.length).toBe(new Set(minutes).size);
  }, 180_000);

  it('that an earlier version had the queue keep the time of is not doubled by it', async () => {
    const jobs = await anInstance();
    const kind = { name: 'spec.taken-over', cron: '0 5 * * *', handle: () => Promise.resolve() };
    await jobs.perform(kind);
    await rows(`INSERT INTO jobs.schedule (name, key, cron, timezone) VALUES ('spec.taken-over', '', '0 5 * * *', 'UTC')`);
    await jobs.perform(kind);
    expect(await rows(`SELECT FROM jobs.schedule WHERE name = 'spec.taken-over'`)).toEqual([]);
  });
});

/** A job in the state in which a worker leaves it that was killed an hour ago. */
async function leaveBehind(name: string, data: object): Promise<void> {
  await rows(
    `INSERT INTO jobs.job (name, data, state, started_on, heartbeat_on, heartbeat_seconds, expire_seconds, retry_limit)
     VALUES ($1, $2, 'active', now() - interval '1 hour', now() - interval '1 hour', 30, 7200, 3)`,
    [name, JSON.stringify(data)],
  );
}
