import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import type { Log } from '#platform/logging/log.js';
import { makeDirectory, prepareDirectories } from './directories.js';
import { Refusal } from '../refusal.js';
import { refuseMadeUpPlaces } from './made-up-places.js';

let root: string;
let logged: string[];
const log = (level: 'info' | 'warn') => (fact: string, fields: object) =>
  void logged.push(`${level}: ${fact} ${Object.values(fields).join(' ')}`);
beforeEach(() => {
  logged = [];
  root = mkdtempSync(join(tmpdir(), 'directories-'));
  mkdirSync(join(root, 'config'), { mode: 0o755 });
  writeFileSync(join(root, 'config', 'settings.json'), '{}', { mode: 0o644 });
  writeFileSync(join(root, 'config', 'knowledge.md'), '# Shipped');
});
afterEach(() => rmSync(root, { recursive: true }));

test('makes the directories of the guide, for their owner alone', () => {
  prepare();
  for (const path of ['config', 'data', 'data/backups', 'data/audit', 'data/rag-vectors'])
    expect([path, mode(path)]).toEqual([path, 0o700]);
  expect(mode('config/settings.json')).toBe(0o644);
});

test('makes the file that the guide closes, unless the database is external', () => {
  prepare();
  expect(mode('data/sessions.db')).toBe(0o600);
  expect(readFileSync(join(root, 'data/sessions.db'), 'utf8')).toContain(join(root, 'data', 'postgres'));
  prepare({ CHAT_MAN_DATA_DIR: 'other', DATABASE_URL: 'postgres://owner:secret@db.example/chatman' });
  expect(existsSync(join(root, 'other', 'sessions.db'))).toBe(false);
});

test('closes open permissions within the installation, and reports them', () => {
  mkdirSync(join(root, 'data', 'backups'), { recursive: true });
  chmodSync(join(root, 'data', 'backups'), 0o755);
  writeFileSync(join(root, 'config', '.encryption_salt'), 'salt', { mode: 0o644 });
  prepare();
  expect(mode('data/backups')).toBe(0o700);
  expect(mode('config/.encryption_salt')).toBe(0o600);
  expect(said('info')).toContain(`directory closed to other users ${join(root, 'data', 'backups')}`);
  expect(said('warn')).toMatch(/a secret file was readable by other users .*\.encryption_salt/);
});

describe('a directory that was there before and is not of the installation', () => {
  const variables = ['CHAT_MAN_CONFIG_DIR', 'CHAT_MAN_DATA_DIR', 'BACKUP_DIR', 'AUDIT_LOG_PATH', 'DATABASE_PATH'];

  test.each(variables)('named by %s keeps its mode, and what is too open is said with the way to close it', (variable) => {
    const there = mkdtempSync(join(tmpdir(), 'directories-there-'));
    onTestFinished(() => rmSync(there, { recursive: true }));
    chmodSync(there, 0o755);
    writeFileSync(join(there, '.of-somebody-else'), '', { mode: 0o644 });
    prepare({ [variable]: /PATH/.test(variable) ? join(there, 'file') : there });
    expect(statSync(there).mode & 0o777).toBe(0o755);
    expect(statSync(join(there, '.of-somebody-else')).mode & 0o777).toBe(0o644);
    expect(said('warn')).toMatch(new RegExp(`${there} is open to other users.*mode 755.*chmod 700 ${there}.*${variable}`));
    chmodSync(there, 0o700);
    logged = [];
    prepare({ [variable]: /PATH/.test(variable) ? join(there, 'file') : there });
    expect(said('warn')).toBe('');
  });

  test('what is made below it is closed', () => {
    const there = mkdtempSync(join(tmpdir(), 'directories-there-'));
    onTestFinished(() => rmSync(there, { recursive: true }));
    chmodSync(there, 0o755);
    prepare({ CHAT_MAN_DATA_DIR: join(there, 'chatman', 'data') });
    expect(statSync(join(there, 'chatman')).mode & 0o777).toBe(0o700);
    expect(statSync(there).mode & 0o777).toBe(0o755);
  });
});

test('a .env with a secret in it that others can read is reported, and left as it is', () => {
  writeFileSync(join(root, '.env'), 'CHAT_MAN_PASSWORD=Correct-Horse-Battery-9\n', { mode: 0o644 });
  prepare();
  expect(said('warn')).toContain(
    `${join(root, '.env')} holds secrets and is open to other users of this machine (mode 644). Close it: chmod 600`,
  );
  expect(said('warn')).not.toContain('Correct-Horse');
  expect(mode('.env')).toBe(0o644);
  chmodSync(join(root, '.env'), 0o600);
  logged = [];
  prepare();
  expect(said('warn')).toBe('');
});

test('a file with the master password that others can read is reported', () => {
  writeFileSync(join(root, 'master'), 'Correct-Horse-Battery-9\n', { mode: 0o640 });
  prepare({ CHAT_MAN_PASSWORD_FILE: 'master' });
  expect(said('warn')).toContain(`chmod 600 ${join(root, 'master')}`);
});

test.each([
  ['CHAT_MAN_DATA_DIR', '/proc/chatman/data'],
  ['CHAT_MAN_CONFIG_DIR', '/sys/chatman'],
  ['BACKUP_DIR', '/proc/self/backups'],
  ['AUDIT_LOG_PATH', '/dev/null/audit.log'],
  ['DATABASE_PATH', '/proc/1/sessions.db'],
])('%s=%s is refused at once, before anything is made', (variable, path) => {
  const read = () => refuseMadeUpPlaces(readEnvironment({ [variable]: path }, root));
  expect(read).toThrow(new RegExp(`${variable}: .* is on a virtual filesystem of the kernel`));
  expect(existsSync(join(root, 'data'))).toBe(false);
});

test('a link into a made-up tree is refused like the tree', () => {
  symlinkSync('/proc', join(root, 'elsewhere'));
  expect(() => refuseMadeUpPlaces(readEnvironment({ CHAT_MAN_DATA_DIR: 'elsewhere/data' }, root))).toThrow('CHAT_MAN_DATA_DIR');
});

test('a directory is not made where its parent only seems to exist', () => {
  expect(() => makeDirectory('/proc/chatman/data')).toThrow();
});

test('a new configuration directory begins with the shipped files', () => {
  prepare({ CHAT_MAN_CONFIG_DIR: 'other' });
  expect(readFileSync(join(root, 'other', 'knowledge.md'), 'utf8')).toBe('# Shipped');
});

test('a file that was removed from a configuration in use stays removed', () => {
  prepare({ CHAT_MAN_CONFIG_DIR: 'other' });
  rmSync(join(root, 'other', 'knowledge.md'));
  prepare({ CHAT_MAN_CONFIG_DIR: 'other' });
  expect(existsSync(join(root, 'other', 'knowledge.md'))).toBe(false);
});

test('two installations share nothing that is written', () => {
  prepare({ CHAT_MAN_CONFIG_DIR: 'b/config', CHAT_MAN_DATA_DIR: 'b/data' });
  expect(existsSync(join(root, 'data'))).toBe(false);
  expect(mode('b/data/audit')).toBe(0o700);
});

test('a place that cannot be used is named', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => prepare({ CHAT_MAN_DATA_DIR: 'file/data' })).toThrow(Refusal);
  expect(() => prepare({ CHAT_MAN_DATA_DIR: 'file/data' })).toThrow(join(root, 'file', 'data'));
});

function prepare(variables: Record<string, string> = {}): void {
  prepareDirectories({ root, environment: readEnvironment(variables, root), variables }, {
    info: log('info'),
    warn: log('warn'),
  } as unknown as Log);
}

function said(level: 'info' | 'warn'): string {
  return logged.filter((line) => line.startsWith(level)).join('\n');
}

function mode(path: string): number {
  return statSync(join(root, path)).mode & 0o777;
}
