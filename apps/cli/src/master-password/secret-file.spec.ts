import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newSecret, secretFile } from './secret-file.js';

const directory = mkdtempSync(join(tmpdir(), 'secret-file-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('a secret is made once, private, and kept', () => {
  const path = join(directory, '.one');
  expect(secretFile(path, () => 'first')).toBe('first');
  expect(secretFile(path, () => 'second')).toBe('first');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe('first\n');
});

test('two concurrent starts agree on one secret and leave nothing else behind', () => {
  const path = join(directory, '.two');
  const outer = secretFile(path, () => {
    expect(secretFile(path, () => 'faster')).toBe('faster');
    return 'slower';
  });
  expect(outer).toBe('faster');
  expect(readdirSync(directory).filter((name) => name.startsWith('.two'))).toEqual(['.two']);
});

test('secrets differ and have 256 bits', () => {
  expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
  expect(newSecret()).not.toBe(newSecret());
});
