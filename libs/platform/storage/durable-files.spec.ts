import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendFile, createFile, removeFile, replaceFile } from './durable-files.js';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'durable-files-'));
  file = join(directory, 'file');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it('puts new content in place of the old, readable by the owner alone, and leaves no draft', async () => {
  await replaceFile(file, 'old');
  await replaceFile(file, [Buffer.from('ne'), Buffer.from('w')]);
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(directory)).toEqual(['file']);
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('keeps the old content and leaves no draft when the new one cannot be written', async () => {
  await replaceFile(file, 'old');
  function* broken(): Generator<Uint8Array> {
    yield Buffer.from('half');
    throw new Error('the source broke');
  }
  await expect(replaceFile(file, broken())).rejects.toThrow('the source broke');
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(directory)).toEqual(['file']);
});

it('creates a file once among concurrent writers', async () => {
  const made = await Promise.all(['a', 'b', 'c'].map((text) => createFile(file, text)));
  expect(made.filter((isMine) => isMine)).toHaveLength(1);
  expect(readFileSync(file, 'utf8')).toBe(['a', 'b', 'c'][made.indexOf(true)]);
  expect(readdirSync(directory)).toEqual(['file']);
});

it('adds at the end, and removes what may not be there', async () => {
  await appendFile(file, 'one\n');
  await appendFile(file, 'two\n');
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  await removeFile(file);
  await removeFile(file);
  expect(readdirSync(directory)).toEqual([]);
});
