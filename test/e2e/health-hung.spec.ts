import { performance } from 'node:perf_hooks';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HealthReport } from '../../libs/contracts/health.js';
import { BackupDirectory } from '../../apps/api/src/backup/engine/backup-directory.js';
import { DiskSpace } from '../../apps/api/src/health/engine/disk-space.js';
import { Database } from '../../libs/platform/database/database.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { theFirstAdmin } from '../support/inserted-people.js';
import { startModelServer } from '../support/model-server/model-server.js';
import { OwnServer } from '../support/own-server.js';
import { patience } from '../support/patience.js';
import { HungServer, paused } from '../support/paused.js';
import type { Person } from '../support/people.js';

/** Milliseconds: what a request waits for newer results at most, and as much again for a busy machine. */
const promptly = 2_000;

interface Looked {
  readonly took: number;
  readonly report: HealthReport;
}

async function look(subject: TestApp): Promise<Looked> {
  const start = performance.now();
  const report = (await (await fetch(`${subject.url}/api/health/detailed`)).json()) as HealthReport;
  return { took: performance.now() - start, report };
}

/** Looks again and again until a check has failed; every look has to be answered promptly. */
async function failure(subject: TestApp, check: string): Promise<HealthReport> {
  let found!: HealthReport;
  await vi.waitFor(async () => {
    const { took, report } = await look(subject);
    expect(took).toBeLessThan(promptly);
    expect(report.checks[check]?.status).toBe('fail');
    found = report;
  }, patience);
  return found;
}

describe('with a database that hangs', () => {
  let server: OwnServer;
  let subject: TestApp;
  let admin: Person;
  let resume = (): void => undefined;

  beforeAll(async () => {
    server = await OwnServer.start();
    subject = await anApp({
      database: server.database,
      settings: { auth: { requireMfa: 'none' }, database: { pool: { silenceSeconds: 1, lockSeconds: 1, readSeconds: 2 } } },
    });
    admin = await theFirstAdmin(subject);
    expect((await look(subject)).report.checks['database']?.status).toBe('pass');
    return async () => {
      resume();
      await subject.close();
      await server.remove();
    };
  });

  it('a read that waits for a lock is given up with 503, and the log says why and what to do', async () => {
    await asRole(server.database.ownerUrl, async (owner) => {
      await owner.query('BEGIN');
      await owner.query('LOCK TABLE rag.collection IN ACCESS EXCLUSIVE MODE');
      const locked = await admin.send('GET', '/rag/collections');
      expect([locked.status, locked.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await locked.json()).toMatchObject({
        code: 'database-busy',
        detail: expect.stringMatching(/nothing was changed/) as string,
      });
      await owner.query('ROLLBACK');
    });
    expect((await admin.send('GET', '/rag/collections')).status).toBe(200);
    expect(subject.logged()).toMatch(/"cure":"find it: .*"message":"database lock not granted in time"/);
  });

  it('a statement that takes too long is cancelled by the server, per pool', async () => {
    const database = subject.app.get(Database);
    await expect(database.query('SELECT pg_sleep(3)')).rejects.toMatchObject({ driverError: { code: '57014' } });
    const written = subject.app.get(Transactions).run((tx) => tx.query('SELECT pg_sleep(2.5), 7 AS seven'));
    expect(await written).toMatchObject([{ seven: 7 }]);
  });

  it('health answers in time and names it, and says of the others what is the case', async () => {
    resume = paused(server.pid);
    const { status, checks } = await failure(subject, 'database');
    expect(status).toBe('unhealthy');
    expect(checks).toMatchObject({
      database: { status: 'fail', message: 'Not responding' },
      memory: { status: 'pass' },
      diskSpace: { status: expect.stringMatching(/pass|warn/) as string },
    });
  });

  it('two hundred requests wait for nothing, and neither do a session, readiness and a scrape', async () => {
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(`${subject.url}/api/health/ready`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect((await fetch(`${subject.url}/api/health`)).status).toBe(200);
    expect((await admin.send('GET', '/health/detailed')).status).toBe(200);
    expect((await fetch(`${subject.url}/api/metrics/prometheus`)).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('what waits for it is answered with 503, and the log says so once, with cause and cure', async () => {
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin.send('GET', '/rag/collections')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(performance.now() - start).toBeLessThan(20_000);
    const lines = subject
      .logged()
      .split('\n')
      .filter((line) => line.includes('"database does not answer"') && line.includes('silentSeconds'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'warn',
      cause: expect.any(String) as string,
      cure: expect.any(String) as string,
    });
  });

  it('is ready again by itself when it goes on', async () => {
    resume();
    await vi.waitFor(async () => expect((await fetch(`${subject.url}/api/health/ready`)).status).toBe(200), patience);
    expect((await look(subject)).report.checks['database']).toEqual({ status: 'pass', message: 'Database is accessible' });
    expect((await admin.send('GET', '/rag/collections')).status).toBe(200);
  });
});

describe('with a model server that hangs', () => {
  it.each(['not', 'slowly'] as const)('and answers %s, health answers in time and names it', async (speaks) => {
    const model = await startModelServer();
    const clock = new AdjustableClock();
    const subject = await anApp({ clock, environment: { OLLAMA_BASE_URL: model.url } });
    await vi.waitFor(async () => expect((await look(subject)).report.checks['ollama']?.status).toBe('pass'), patience);
    await model.close();
    const hung = await HungServer.start(Number(new URL(model.url).port), speaks);
    clock.advance({ seconds: 11 });
    const report = await failure(subject, 'ollama');
    expect(report).toMatchObject({ status: 'degraded', checks: { database: { status: 'pass' } } });
    expect(report.checks['ollama']!.message).toMatch(/^Ollama is not accessible/);
    await subject.close();
    hung.close();
  });
});

describe('with a disk that hangs', () => {
  afterEach(() => vi.restoreAllMocks());

  it('health answers in time and names it, and a scrape does not wait', async () => {
    const clock = new AdjustableClock();
    const subject = await anApp({ clock });
    await look(subject);
    const forever = () => new Promise<never>(() => undefined);
    const measure = vi.spyOn(subject.app.get(DiskSpace) as unknown as { measure(): Promise<never> }, 'measure');
    measure.mockImplementation(forever);
    vi.spyOn(subject.app.get(BackupDirectory), 'tryWriting').mockImplementation(forever);
    clock.advance({ seconds: 2 });
    const { status, checks } = await failure(subject, 'backup');
    expect(status).toBe('degraded');
    expect(checks).toMatchObject({
      database: { status: 'pass' },
      diskSpace: { status: 'fail', message: 'Not responding' },
      backup: { status: 'fail', message: 'Not responding' },
    });
    for (let scrape = 0; scrape < 5; scrape++) await fetch(`${subject.url}/api/metrics/prometheus`);
    expect(measure).toHaveBeenCalledTimes(1);
  });
});
