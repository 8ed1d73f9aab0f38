import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { S3Target } from './s3-target.js';

interface S3Server {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}
/** A store that speaks S3, with access key S3RVER; it has no types. */
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server;

const directory = mkdtempSync(join(tmpdir(), 's3-target-'));
const keyFile = join(directory, 'key');
let store: S3Server;
let target: S3Target;

beforeAll(async () => {
  store = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(directory, 'store'),
    configureBuckets: [{ name: 'backups' }],
  });
  const { port } = await store.run();
  writeFileSync(keyFile, 'S3RVER\nS3RVER\n');
  target = new S3Target({ endpoint: `http://127.0.0.1:${port}/backups`, region: 'us-east-1', keyFile, timeoutMs: 20_000 });
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

function aFile(bytes: number): { readonly path: string; readonly sha256: string } {
  const content = randomBytes(bytes);
  const path = join(directory, 'file');
  writeFileSync(path, content);
  return { path, sha256: createHash('sha256').update(content).digest('hex') };
}

test.each([
  ['empty', 0],
  ['in one piece', 1_000],
  ['in parts', 40 * 1024 * 1024 + 7],
])('a file that is sent %s is there as it is here', async (name, bytes) => {
  const { path, sha256 } = aFile(bytes);
  expect(await target.sha256(`one/${name}`)).toBeNull();
  await target.put(`one/${name}`, path);
  expect(await target.sha256(`one/${name}`)).toBe(sha256);
});

test('files are listed below a prefix, and removed', async () => {
  const { path } = aFile(10);
  for (const name of ['two/a', 'two/b', 'three/a']) await target.put(name, path);
  expect((await target.list('two/')).sort()).toEqual(['two/a', 'two/b']);
  expect(await target.list('nowhere/')).toEqual([]);
  await target.remove('two/a');
  expect(await target.list('two/')).toEqual(['two/b']);
  expect(await target.list('')).toContain('three/a');
});

test.each([
  ['fails', (server: Server) => server.on('request', (_, response) => response.writeHead(500).end())],
  ['hangs', (server: Server) => server],
])('a store that %s is an error, within its time', async (_, behave) => {
  const server = behave(createServer());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/backups`;
  const broken = new S3Target({ endpoint, region: 'us-east-1', keyFile, timeoutMs: 300 });
  await expect(broken.put('one', aFile(10).path)).rejects.toThrow();
  await expect(broken.put('one', aFile(17 * 1024 * 1024).path)).rejects.toThrow();
  await expect(broken.sha256('one')).rejects.toThrow();
  server.closeAllConnections();
  server.close();
});

test('an unknown key is refused by the store', async () => {
  const wrong = join(directory, 'wrong');
  writeFileSync(wrong, 'SOMEBODY\nwrong\n');
  const { port } = new URL((target as unknown as { bucket: { endpoint: URL } }).bucket.endpoint);
  const stranger = new S3Target({
    endpoint: `http://127.0.0.1:${port}/backups`,
    region: 'us-east-1',
    keyFile: wrong,
    timeoutMs: 5_000,
  });
  await expect(stranger.put('one', aFile(10).path)).rejects.toThrow();
});
