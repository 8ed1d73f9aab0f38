import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { databaseUrl } from '../database-url.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { lineByLine } from './lines.js';
import { eventually, processesWorkingIn, runningProcess } from './process-table.js';
import { asRole } from '../roles/roles.js';

const password = 'a password with "quotes", spaces and %';
let place: string;
let home: string;
let running: EmbeddedPostgres[];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'engine-'));
  home = join(place, 'data with space', 'postgres');
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  rmSync(place, { recursive: true, force: true });
});

test('a fresh start makes a private cluster that asks for the password', async () => {
  const server = await start();
  expect(statSync(home).mode & 0o777).toBe(0o700);
  expect(statSync(server.address.host).mode & 0o777).toBe(0o700);
  expect(await one(server, 'SHOW server_encoding')).toBe('UTF8');
  await expect(one(server, 'SELECT 1', 'wrong')).rejects.toMatchObject({ code: '28P01' });
  expect(readdirSync(home).sort()).toEqual(['cluster', 'lock']);
});

test('what was committed is there after stop and start', async () => {
  const first = await start();
  await one(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  const second = await start();
  expect(await one(second, 'SELECT answer FROM kept')).toBe(42);
});

test('what was committed is there after the server was killed', async () => {
  const first = await start({ isDurable: true });
  await one(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(first.pid, 'SIGKILL');
  expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });
  await first.stop();
  const second = await start({ isDurable: true });
  expect(await one(second, 'SELECT answer FROM kept')).toBe(42);
});

test('a second start beside a living one is refused and harms nothing', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`already running with this data directory (process ${process.pid})`);
  expect(await one(first, 'SELECT 1')).toBe(1);
});

test('the lock of a dead process does not count', async () => {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'lock'), `${process.pid}\nlong ago\n`);
  const server = await start();
  expect(await one(server, 'SELECT 1')).toBe(1);
});

test('a start that was killed half-way is begun afresh', async () => {
  mkdirSync(join(home, 'unfinished-1', 'cluster', 'base'), { recursive: true });
  writeFileSync(join(home, 'unfinished-1', 'cluster', 'PG_VERSION'), '18\n');
  const server = await start();
  expect(await one(server, 'SELECT 1')).toBe(1);
  expect(existsSync(join(home, 'unfinished-1'))).toBe(false);
});

test('data of another version is refused untouched', async () => {
  mkdirSync(join(home, 'cluster'), { recursive: true });
  writeFileSync(join(home, 'cluster', 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toThrow('belongs to PostgreSQL 17');
  expect(readdirSync(join(home, 'cluster'))).toEqual(['PG_VERSION']);
});

test('a lock file that names a living stranger is no obstacle, and the stranger lives on', async () => {
  await (await start()).stop();
  const stranger = helper('sleep', ['60']);
  writeLockFile(stranger.pid!);
  const server = await start();
  expect(await one(server, 'SELECT 1')).toBe(1);
  expect(runningProcess(stranger.pid!)).not.toBeNull();
});

test.runIf(process.platform === 'linux')('a lock file that names a zombie is no obstacle', async () => {
  await (await start()).stop();
  writeLockFile(await aZombie());
  const server = await start();
  expect(await one(server, 'SELECT 1')).toBe(1);
});

test.runIf(process.platform === 'linux')('a socket lock file that names a zombie is no obstacle', async () => {
  const { address } = await start();
  await running[0]!.stop();
  mkdirSync(address.host, { mode: 0o700 });
  writeFileSync(join(address.host, '.s.PGSQL.5432.lock'), `${await aZombie()}\n${join(home, 'cluster')}\n1700000000\n5432\n`);
  const server = await start();
  expect(await one(server, 'SELECT 1')).toBe(1);
});

test.runIf(process.platform === 'linux')('a server that lost its starter is stopped first, with its children', async () => {
  const first = await start();
  await one(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
  // The lock of a starter that died: the server itself still runs.
  writeFileSync(join(home, 'lock'), '1\nlong ago\n');
  const second = await start();
  expect(await first.ended).toEqual({ code: 0, signal: null });
  expect(await one(second, 'SELECT answer FROM kept')).toBe(42);
});

test.runIf(process.platform === 'linux')('children that outlive a killed server are waited for', async () => {
  const first = await start();
  const asleep = one(first, 'SELECT pg_sleep(1)');
  const cluster = join(home, 'cluster');
  process.kill(first.pid, 'SIGKILL');
  await expect(asleep).rejects.toThrow();
  await first.stop();
  const second = await start();
  expect(await one(second, 'SELECT 1')).toBe(1);
  await second.stop();
  expect(processesWorkingIn(cluster)).toEqual([]);
});

test('a stopped server leaves no socket directory behind', async () => {
  const server = await start();
  expect(existsSync(server.address.host)).toBe(true);
  await server.stop();
  expect(existsSync(server.address.host)).toBe(false);
});

test('a lost password can be replaced without losing anything else', async () => {
  const first = await start({ isDurable: true });
  await one(first, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(first.pid, 'SIGKILL');
  await first.stop();
  const second = await EmbeddedPostgres.start({ home, password: "it's new", replacesPassword: true });
  running.push(second);
  expect(await one(second, 'SELECT answer FROM kept', "it's new")).toBe(42);
  await expect(one(second, 'SELECT 1', password)).rejects.toMatchObject({ code: '28P01' });
});

test('a socket directory that others can enter is not used', async () => {
  const { address } = await start();
  await running[0]!.stop();
  mkdirSync(address.host);
  chmodSync(address.host, 0o755);
  const second = await start();
  expect(second.address.host).not.toBe(address.host);
  rmSync(address.host, { recursive: true });
});

test.runIf(process.platform === 'linux')('the server sees none of our secrets', async () => {
  process.env['CHAT_MAN_PASSWORD'] = 'never to be seen';
  onTestFinished(() => void delete process.env['CHAT_MAN_PASSWORD']);
  const server = await start();
  const seen = readFileSync(`/proc/${server.pid}/environ`, 'utf8').split('\0');
  expect(seen).toContain('LC_ALL=C');
  expect(seen.join('\n')).not.toContain('never to be seen');
});

test('the log does not repeat what people wrote', async () => {
  const lines: string[] = [];
  const server = await start({ log: (line) => lines.push(line) });
  await expect(one(server, "SELECT 'my secret diagnosis'::uuid")).rejects.toMatchObject({ code: '22P02' });
  await one(server, 'CREATE TABLE diary (entry text UNIQUE)');
  await one(server, "INSERT INTO diary VALUES ('my secret diagnosis')");
  await expect(one(server, "INSERT INTO diary VALUES ('my secret diagnosis')")).rejects.toMatchObject({ code: '23505' });
  await server.stop();
  expect(lines.join('\n')).toContain('database system is shut down');
  expect(lines.join('\n')).not.toContain('diagnosis');
});

async function start(options: { isDurable?: boolean; log?: (line: string) => void } = {}): Promise<EmbeddedPostgres> {
  const server = await EmbeddedPostgres.start({ home, password, isDurable: false, ...options });
  running.push(server);
  return server;
}

async function one(server: EmbeddedPostgres, query: string, as = password): Promise<unknown> {
  const url = databaseUrl(server.address, { role: server.superuser, password: as }, 'postgres');
  const { rows } = await asRole(url, (client) => client.query<Record<string, unknown>>(query));
  return Object.values(rows[0] ?? {})[0];
}

function writeLockFile(pid: number): void {
  writeFileSync(join(home, 'cluster', 'postmaster.pid'), `${pid}\n${join(home, 'cluster')}\n1700000000\n5432\n/tmp\n\n`);
}

function helper(program: string, args: readonly string[]): ChildProcess {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** A shell that becomes `sleep` never collects the child it had as a shell. */
async function aZombie(): Promise<number> {
  const parent = helper('sh', ['-c', 'true & echo $!; exec sleep 60']);
  const pid = await new Promise<number>((resolve) => lineByLine(parent.stdout!, (line) => resolve(Number(line))));
  await eventually(() => runningProcess(pid) === null, 5_000);
  return pid;
}
