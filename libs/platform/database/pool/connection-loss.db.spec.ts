import { createServer, connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, expect, test } from 'vitest';
import { aDatabase } from '../../../../test/support/database.js';
import { Database } from '../database.js';
import { surviveConnectionLoss } from './connection-loss.js';
import { isDatabaseOutage } from './outage.js';

/** What PostgreSQL's processes say when their postmaster was killed: type, length, then fields. */
const farewell = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0');

test('a server that goes in the very moment in which it takes a connection is an outage, not the end of the process', async () => {
  const server = await aServerThatGoes();
  const source = await new DataSource({
    type: 'postgres',
    url: server.url,
    extra: { max: 2, onConnect: surviveConnectionLoss, pipeline: true },
    poolErrorHandler: () => undefined,
  }).initialize();
  afterAll(() => source.destroy());
  await using first = source.createQueryRunner();
  await first.query('SELECT 1'); // keeps the connection that there is, so that the next question needs another

  server.goes();
  const error = await new Database(source).query('SELECT 1').catch((error: unknown) => error);
  expect(isDatabaseOutage(error)).toBe(true);
});

/** Between a pool and the server: forwards everything, until instructed to cut each new connection at its first "ready". */
async function aServerThatGoes(): Promise<{ readonly url: string; goes(): void }> {
  const { runtimeUrl } = await aDatabase();
  const { host, port } = Object.fromEntries(new URLSearchParams(runtimeUrl.split('?')[1])) as { host: string; port: string };
  const directory = mkdtempSync(join(tmpdir(), 'chatman-gate-'));
  let isGoing = false;
  const gate = createServer((client) => {
    const behind = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(Number(port), host);
    const isLeaving = isGoing;
    client.on('error', () => undefined).on('close', () => behind.destroy());
    behind.on('error', () => undefined).on('close', () => client.destroy());
    client.pipe(behind);
    behind.on('data', (answer) => {
      const isReady = answer.subarray(-6, -1).equals(message('Z', 'I').subarray(0, 5));
      if (isLeaving && isReady) client.end(Buffer.concat([answer, farewell]));
      else client.write(answer);
    });
  });
  await new Promise<void>((listening) => gate.listen(join(directory, '.s.PGSQL.5432'), listening));
  afterAll(async () => {
    await new Promise((closed) => gate.close(closed));
    rmSync(directory, { recursive: true, force: true });
  });
  const url = runtimeUrl.replace(/\?.*$/, `?${new URLSearchParams({ host: directory, port: '5432' }).toString()}`);
  return { url, goes: () => void (isGoing = true) };
}

function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}
