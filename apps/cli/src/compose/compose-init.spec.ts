import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { selfSigned } from './certificate.js';
import { composeInit, type ComposeInitOptions } from './compose-init.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'compose-'));
  writeFileSync(join(directory, 'compose.yaml'), '');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

const init = (more: Partial<ComposeInitOptions> = {}): Promise<number> =>
  composeInit({
    publicUrl: 'https://chat.example.com',
    directory,
    httpPort: '80',
    ollama: false,
    monitoring: false,
    diskIsEncrypted: false,
    json: false,
    ...more,
  });
const read = (...parts: string[]): string => readFileSync(join(directory, ...parts), 'utf8');
const mode = (...parts: string[]): number => statSync(join(directory, ...parts)).mode & 0o777;

test('writes every secret that compose.yaml names, each one different, where nobody else can get at them', async () => {
  expect(await init()).toBe(0);
  const named = [...readFileSync('docker/compose.yaml', 'utf8').matchAll(/\{ file: \.\/(\S+) \}/g)].map(([, path]) => path!);
  const there = ['secrets', 'tls'].flatMap((name) => readdirSync(join(directory, name)).map((file) => `${name}/${file}`));
  expect(there.sort()).toEqual(named.sort());
  const contents = readdirSync(join(directory, 'secrets')).map((name) => read('secrets', name));
  expect(new Set(contents).size).toBe(contents.length);
  expect(read('secrets', 'database_url')).toContain(read('secrets', 'owner_password'));
  expect([mode('secrets'), mode('tls'), mode('.env'), mode('secrets', 'master_password')]).toEqual([0o700, 0o700, 0o600, 0o444]);
  expect(read('.env')).not.toContain(read('secrets', 'master_password'));
  expect(new X509Certificate(read('tls', 'chatman.crt')).checkHost('chat.example.com')).toBe('chat.example.com');
});

test('keeps what is there, so that it can be run again', async () => {
  await init();
  const before = read('secrets', 'master_password') + read('tls', 'chatman.key') + read('.env');
  await init({ publicUrl: 'https://other.example.com' });
  expect(read('secrets', 'master_password') + read('tls', 'chatman.key') + read('.env')).toBe(before);
});

test('takes a certificate of one’s own, and refuses one that does not fit', async () => {
  const [mine, others] = await Promise.all([selfSigned(['chat.example.com'], 1), selfSigned(['other.example.com'], 1)]);
  mkdirSync(join(directory, 'own'));
  const own = (name: string, content: string): string => {
    writeFileSync(join(directory, 'own', name), content);
    return join(directory, 'own', name);
  };
  const [certificate, key] = [own('crt', mine.certificate), own('key', mine.key)];
  await expect(init({ certificate, key: own('other.key', others.key) })).rejects.toThrow('is not the key of');
  await expect(init({ certificate: own('other', others.certificate), key: own('o.key', others.key) })).rejects.toThrow(
    'is not for chat.example.com',
  );
  await expect(init({ certificate })).rejects.toThrow('go together');
  expect(readdirSync(directory)).not.toContain('secrets');
  await init({ certificate, key });
  expect(read('tls', 'chatman.key')).toBe(mine.key);
});

test.each(['http://chat.example.com', 'chat.example.com', 'https://chat.example.com/chat', 'https://a:b@chat.example.com'])(
  'refuses %s as the address, and writes nothing',
  async (publicUrl) => {
    await expect(init({ publicUrl })).rejects.toThrow('--public-url');
    expect(readdirSync(directory)).toEqual(['compose.yaml']);
  },
);
