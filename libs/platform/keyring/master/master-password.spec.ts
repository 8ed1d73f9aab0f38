import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MasterPasswordRefused } from '../keyring.errors.js';
import { openMasterPassword } from './master-password.js';

const password = 'correct horse battery staple';
let root: string;
let configDir: string;
const path = (file: string): string => join(configDir, file);
const content = (file: string): string => readFileSync(path(file), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'chatman-master-'));
  configDir = join(root, 'config');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the first start', () => {
  it('makes salt and verifier for the owner of the process alone', async () => {
    await openMasterPassword({ configDir, password });
    expect(readdirSync(configDir).sort()).toEqual(['.auth', '.encryption_salt']);
    expect(content('.encryption_salt')).toMatch(/^v1:[A-Za-z0-9+/]{43}=\n$/);
    expect(content('.auth')).toMatch(/^\$argon2id\$/);
  });

  it.skipIf(process.platform === 'win32')('makes the directory 700 and the files 600', async () => {
    await openMasterPassword({ configDir, password });
    const modes = [configDir, path('.auth'), path('.encryption_salt')].map((entry) => (statSync(entry).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600', '600']);
  });

  it('keeps a salt that the operator made with openssl', async () => {
    mkdirSync(configDir);
    writeFileSync(path('.encryption_salt'), Buffer.alloc(32, 1).toString('base64') + '\n');
    const { derivation } = await openMasterPassword({ configDir, password });
    expect(derivation).toEqual({ version: 1, salt: Buffer.alloc(32, 1) });
  });

  it('refuses a short password and creates nothing', async () => {
    await expect(openMasterPassword({ configDir, password: 'short-pass1' })).rejects.toThrow(/at least 12 characters/);
    await expect(openMasterPassword({ configDir, password: 'aaaaaaaaaaaaaaaa' })).rejects.toThrow(/is too simple/);
    expect(readdirSync(root)).toEqual([]);
  });

  it('of several processes together ends with one salt and one verifier for all', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openMasterPassword({ configDir, password })));
    expect(new Set(opened.map(({ keys }) => keys.wrapKeyId)).size).toBe(1);
    expect(readdirSync(configDir).sort()).toEqual(['.auth', '.encryption_salt']);
  });

  it('of two processes with different passwords lets one in', async () => {
    const results = await Promise.allSettled(
      [password, 'another long password'].map((one) => openMasterPassword({ configDir, password: one })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('can be taken back', async () => {
    const master = await openMasterPassword({ configDir, password });
    await master.withdraw();
    expect(readdirSync(configDir)).toEqual([]);
  });
});

describe('a later start', () => {
  const salt = `v1:${Buffer.alloc(32, 7).toString('base64')}\n`;
  const verifier = '$argon2id$v=19$m=65536,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$mQ7LtyNGEh3ZKZ3AL7cR9IW4x3aubgblN8PWg3wLL8E\n';
  const right = { password: 'château fort' };

  beforeEach(() => {
    mkdirSync(configDir);
    writeFileSync(path('.encryption_salt'), salt);
    writeFileSync(path('.auth'), verifier);
  });

  it('derives the same keys from the same password', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => openMasterPassword({ configDir, ...right })));
    expect(second?.keys.wrapKeyId).toBe(first?.keys.wrapKeyId);
  });

  it('refuses a wrong password and touches neither file', async () => {
    await expect(openMasterPassword({ configDir, password })).rejects.toThrow(/is not the master password/);
    expect([content('.auth'), content('.encryption_salt')]).toEqual([verifier, salt]);
    expect(readdirSync(configDir)).toHaveLength(2);
  });

  it('does not say the password in its refusal', async () => {
    const refusal = await openMasterPassword({ configDir, password }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MasterPasswordRefused);
    expect(JSON.stringify([refusal, String(refusal), (refusal as Error).stack])).not.toContain('horse');
  });

  it('takes nothing back, since it created nothing', async () => {
    await (await openMasterPassword({ configDir, ...right })).withdraw();
    expect(readdirSync(configDir)).toHaveLength(2);
  });

  it.each([
    ['a salt that is no base64', '.encryption_salt', 'not base64 at all!', /is damaged/],
    ['a short salt', '.encryption_salt', 'c2hvcnQ=', /is damaged/],
    ['an empty salt', '.encryption_salt', '', /is damaged/],
    ['a salt of a newer version', '.encryption_salt', `v2:${Buffer.alloc(32).toString('base64')}`, /newer version/],
    ['a verifier that is none', '.auth', 'let me in', /is damaged/],
    ['an empty verifier', '.auth', '', /is damaged/],
  ])('refuses %s', async (_, file, text, message) => {
    writeFileSync(path(file), text);
    await expect(openMasterPassword({ configDir, ...right })).rejects.toThrow(message);
  });

  it('refuses a verifier without its salt, and makes no new salt', async () => {
    rmSync(path('.encryption_salt'));
    await expect(openMasterPassword({ configDir, ...right })).rejects.toThrow(/salt, nothing that is encrypted can be decrypted/);
    expect(readdirSync(configDir)).toEqual(['.auth']);
  });
});
