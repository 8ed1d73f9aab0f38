import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../libs/platform/database/migrator/migrator.js';
import { databaseUrl } from '../../libs/platform/postgres/database-url.js';
import { clearEarlierServer } from '../../libs/platform/postgres/embedded/earlier-server.js';
import { EmbeddedPostgres } from '../../libs/platform/postgres/embedded/embedded-postgres.js';
import { runningProcess } from '../../libs/platform/postgres/embedded/process-table.js';
import { provideOwner, provideRuntimeLogin } from '../../libs/platform/postgres/roles/roles.js';

/** How specs reach the run's server: URLs hold `DATABASE` where the name of the spec's own database goes. */
export interface TestCluster {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly runtimeUrl: string;
  readonly template: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}

interface SharedCluster {
  readonly started: Promise<{ readonly cluster: TestCluster; stop(): Promise<void> }>;
  users: number;
}

const template = 'chatman_template';
/** One for all clones of the template. */
const runtimeRole = 'chatman_runtime';
const owner = { role: 'chatman_owner', password: 'owner-of-a-test' };
const runtime = { role: 'chatman_app', password: 'runtime-of-a-test' };
const superuser = { role: 'chatman_superuser', password: 'superuser-of-a-test' };

/** One server serves all projects of a run; vitest loads this file once for each, so they meet in a global. */
const shelf = globalThis as { [shared]?: SharedCluster };
const shared = Symbol.for('chatman.test-cluster');

/** vitest global set-up: a server in memory's speed class with a migrated template database; its clones are the specs' databases. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mine = (shelf[shared] ??= { started: startCluster(), users: 0 });
  mine.users += 1;
  const { cluster, stop } = await mine.started;
  project.provide('cluster', cluster);
  return async () => {
    mine.users -= 1;
    if (mine.users > 0) return;
    delete shelf[shared];
    await stop();
  };
}

async function startCluster(): Promise<{ cluster: TestCluster; stop(): Promise<void> }> {
  await removeLeftovers();
  const directory = mkdtempSync(join(tmpdir(), 'chatman-test-'));
  writeFileSync(join(directory, 'run'), `${process.pid} ${runningProcess(process.pid)?.startedAt}`);
  const server = await EmbeddedPostgres.start({
    home: join(directory, 'postgres'),
    password: superuser.password,
    isDurable: false,
    settings: { max_connections: '300', shared_buffers: '64MB' },
  });
  const url = (login: typeof owner, database: string): string => databaseUrl(server.address, login, database);
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await provideOwner(url(superuser, 'postgres'), owner, template);
    await migrate({ ownerUrl: url(owner, template), directory: resolve('migrations'), runtimeRole });
    await provideRuntimeLogin(url(owner, template), runtime, runtimeRole);
  } catch (error) {
    await stop();
    throw error;
  }
  const cluster = {
    superuserUrl: url(superuser, 'DATABASE'),
    ownerUrl: url(owner, 'DATABASE'),
    runtimeUrl: url(runtime, 'DATABASE'),
    template,
  };
  return { cluster, stop };
}

/** Runs that were killed could not clean up; the next run does it for them. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith('chatman-test-'))) {
    const directory = join(tmpdir(), name);
    if (isInUse(directory)) continue;
    mkdirSync(join(directory, 'postgres', 'cluster'), { recursive: true });
    await clearEarlierServer(join(directory, 'postgres', 'cluster'));
    rmSync(directory, { recursive: true, force: true });
  }
}

function isInUse(directory: string): boolean {
  try {
    const [pid, startedAt] = readFileSync(join(directory, 'run'), 'utf8').split(' ');
    return runningProcess(Number(pid))?.startedAt === startedAt;
  } catch {
    return false; // killed before it could say whose it is
  }
}
