import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvironment } from '#platform/config/environment.js';
import { prepareDirectories } from './directories.js';
import { Refusal } from './refusal.js';

let root: string;
beforeEach(() => {
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

test('closes what an earlier hand left open', () => {
  mkdirSync(join(root, 'data', 'backups'), { recursive: true });
  chmodSync(join(root, 'data', 'backups'), 0o755);
  writeFileSync(join(root, 'config', '.encryption_salt'), 'salt', { mode: 0o644 });
  prepare();
  expect(mode('data/backups')).toBe(0o700);
  expect(mode('config/.encryption_salt')).toBe(0o600);
});

test('a new configuration directory begins with the shipped files', () => {
  prepare({ CHAT_MAN_CONFIG_DIR: 'other' });
  expect(readFileSync(join(root, 'other', 'knowledge.md'), 'utf8')).toBe('# Shipped');
});

test('a file that somebody removed from a configuration in use stays removed', () => {
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
  prepareDirectories({ root, environment: readEnvironment(variables, root) });
}

function mode(path: string): number {
  return statSync(join(root, path)).mode & 0o777;
}
