import { SchedulerRegistry } from '@nestjs/schedule';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { aKeyringInstance, type TestInstance } from '../../../../test/support/keyring.js';
import type { Actor } from '../../access/actor.js';
import { Clock } from '../../clock.js';
import { Settings } from '../../config/settings/settings.js';
import { DeclaredRows } from '../../database/declared/declared-rows.js';
import { problem } from '../../http/problem.js';
import { Ids } from '../../ids.js';
import { Log } from '../../logging/log.js';
import { asRole } from '../../postgres/roles/roles.js';
import { Jobs } from '../jobs.js';
import { Schedules } from '../schedules.js';
import type { JobRun, TrackedKind } from './job-kinds.js';
import { TrackedJobs } from './tracked-jobs.js';
import { TrackedJobsRepository } from './tracked-jobs.repository.js';

const refused = problem('unprocessable', 'spec-refused', 'The spec refuses this.');
const ids = new Ids();
const scopes = [ids.next(), ids.next()] as const;
const person = (more: Partial<Actor> = {}): Actor => ({
  id: ids.next(),
  role: 'external_client',
  permissions: new Set(['account:own']),
  mustChangePassword: false,
  restricted: false,
  sessionId: ids.next(),
  tokenId: null,
  ...more,
});
const owner = person();
const scopeKeeper = person({ permissions: new Set(['knowledge:manage']) });
const stranger = person();

let database: TestDatabase;
let instance: TestInstance;
let queue: Jobs;
let jobs: TrackedJobs;

beforeAll(async () => {
  database = await aDatabase();
  instance = await aKeyringInstance({ runtimeUrl: database.runtimeUrl });
  const log = new Log('error');
  const settings = new Settings([], { file: undefined, fileName: '', environment: {}, overrides: new Map() });
  queue = new Jobs(database.runtimeUrl, log, new Schedules(new SchedulerRegistry(), settings, log), 1);
  await queue.onModuleInit();
  const repository = new TrackedJobsRepository(instance.database, new DeclaredRows(instance.keyring), instance.keyring);
  jobs = new TrackedJobs(queue, repository, instance.transactions, ids, new Clock(), log);
});
afterAll(async () => {
  await queue.beforeApplicationShutdown();
  await instance.close();
});

const kindOf = (name: string, handle: TrackedKind['handle'], more: Partial<TrackedKind> = {}): TrackedKind => ({
  name,
  permission: 'knowledge:manage',
  scopesOf: ({ id }) => Promise.resolve(id === scopeKeeper.id ? [scopes[0]] : []),
  handle,
  ...more,
});
const begin = (kind: string, scopeId: string = scopes[0]): Promise<string> =>
  instance.transactions.run((tx) => jobs.start(tx, { kind, ownerId: owner.id, scopeId, objectId: null }));
const complete = (run: JobRun, result?: Record<string, unknown>): Promise<void> =>
  instance.transactions.run((tx) => run.complete(tx, result));
const stateOf = async (id: string): Promise<string> => (await jobs.show(owner, id)).state;
const sql = (text: string, parameters: unknown[] = []): Promise<void> =>
  asRole(database.ownerUrl, async (client) => void (await client.query(text, parameters)));

describe('a job that people follow', () => {
  it('shows its progress and result to its owner and to those in charge of its scope', async () => {
    let goOn!: () => void;
    const paused = new Promise<void>((resolve) => (goOn = resolve));
    await jobs.perform(
      kindOf('spec.follow', async (run) => {
        await run.progress({ message: 'Reading pages', done: 0, total: 12, unit: 'pages' });
        await paused;
        await complete(run, { passages: 7 });
      }),
    );
    const id = await begin('spec.follow');
    const isReading = { state: 'running', message: 'Reading pages', progress: { done: 0, total: 12, unit: 'pages' } };
    await expect.poll(() => jobs.show(owner, id)).toMatchObject(isReading);
    goOn();
    await expect.poll(() => jobs.show(owner, id)).toMatchObject({ state: 'completed', message: null, result: { passages: 7 } });
    expect((await jobs.show(scopeKeeper, id)).finishedAt).not.toBeNull();
    await expect(jobs.show(stranger, id)).rejects.toMatchObject({ code: 'job-not-found' });
    const elsewhere = await begin('spec.follow', scopes[1]);
    await expect(jobs.show(scopeKeeper, elsewhere)).rejects.toMatchObject({ code: 'job-not-found' });
    expect((await jobs.list(scopeKeeper, { limit: 10 })).items.map((job) => job.id)).toEqual([id]);
    expect((await jobs.list(owner, { limit: 1 })).items.map((job) => job.id)).toEqual([elsewhere]);
  });

  it('fails with the code of a refusal, and what it leaves behind is put right with it', async () => {
    const abandoned: unknown[] = [];
    const abandon = (_: unknown, { end }: { end: unknown }) => Promise.resolve(void abandoned.push(end));
    await jobs.perform(kindOf('spec.refuse', () => Promise.reject(refused()), { abandon }));
    const id = await begin('spec.refuse');
    const failure = { code: 'spec-refused', status: 422, detail: 'The spec refuses this.' };
    await expect.poll(() => jobs.show(owner, id)).toMatchObject({ state: 'failed', problem: failure });
    expect(abandoned).toEqual([{ outcome: 'failed', code: 'spec-refused' }]);
  });

  it('is cancelled immediately while it waits, and publishes nothing when it runs', async () => {
    const published: string[] = [];
    let waiting = 0;
    await jobs.perform(
      kindOf('spec.cancel', async (run) => {
        waiting += 1;
        await new Promise((resolve) => run.signal.addEventListener('abort', resolve, { once: true }));
        await complete(run);
        published.push(run.id);
      }),
    );
    const running = await begin('spec.cancel');
    await expect.poll(() => waiting).toBe(1);
    const queued = await begin('spec.cancel');
    const cancel = (id: string) => instance.transactions.run((tx) => jobs.cancel(tx, owner, id));
    expect((await cancel(queued)).state).toBe('cancelled');
    expect((await cancel(running)).state).toBe('running');
    await expect.poll(() => stateOf(running)).toBe('cancelled');
    expect(published).toEqual([]);
    await expect(cancel(running)).rejects.toMatchObject({ code: 'job-over' });
    await expect(instance.transactions.run((tx) => jobs.cancel(tx, stranger, queued))).rejects.toMatchObject({
      code: 'job-not-found',
    });
  });

  it('is taken up again after the death of its worker, and given up after a few', async () => {
    const taken: string[] = [];
    await jobs.perform(kindOf('spec.killed', async (run) => (taken.push(run.id), complete(run))));
    const [once, often] = [ids.next(), ids.next()];
    for (const [id, attempts] of [
      [once, 1],
      [often, 4],
    ] as const) {
      await sql(
        `INSERT INTO platform.tracked_job (id, kind, owner_id, state, attempts, created_at) VALUES ($1, 'spec.killed', $2, 'running', $3, now())`,
        [id, owner.id, attempts],
      );
      await sql(
        `INSERT INTO jobs.job (id, name, data, state, started_on, heartbeat_on, heartbeat_seconds, expire_seconds, retry_limit)
         VALUES ($1, 'spec.killed', $2, 'active', now() - interval '1 hour', now() - interval '1 hour', 30, 7200, 50)`,
        [id, JSON.stringify({ job: id })],
      );
    }
    await expect.poll(() => stateOf(once)).toBe('completed');
    await expect.poll(() => jobs.show(owner, often)).toMatchObject({ state: 'failed', problem: { code: 'job-failed' } });
    expect(taken).toEqual([once]);
  });

  it('that the queue has lost does not stay open for ever', async () => {
    const id = ids.next();
    await sql(
      `INSERT INTO platform.tracked_job (id, kind, owner_id, state, created_at) VALUES ($1, 'spec.lost', $2, 'queued', now())`,
      [id, owner.id],
    );
    await jobs.settle();
    expect(await jobs.show(owner, id)).toMatchObject({ state: 'failed', problem: { code: 'job-failed' } });
  });
});
