import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { tarBytes, tarEnd, tarHeader, tarPadding } from './tar.rules.js';

const files = [
  { name: 'backups/one/manifest.json', content: 'x'.repeat(700) },
  { name: 'backups/one/empty.part', content: '' },
  { name: 'backups/one/manifest.note', content: 'y'.repeat(512) },
].map(({ name, content }) => ({ name, content, bytes: content.length, modifiedAt: new Date('2026-01-02T03:04:05Z') }));

it('is an archive that the system’s tar reads', () => {
  const archive = Buffer.concat([
    ...files.flatMap((file) => [tarHeader(file), Buffer.from(file.content), tarPadding(file.bytes)]),
    tarEnd,
  ]);
  expect(archive.length).toBe(tarBytes(files));
  const tar = (...words: string[]): string => execFileSync('tar', words, { input: archive, encoding: 'utf8' });
  expect(tar('-tf', '-').trim().split('\n')).toEqual(files.map(({ name }) => name));
  for (const { name, content } of files) expect(tar('-xOf', '-', name)).toBe(content);
  expect(tar('--utc', '-tvf', '-')).toMatch(/-rw------- .* 700 2026-01-02 03:04 backups\/one\/manifest\.json/);
});

it('refuses what has no room in it', () => {
  expect(() => tarHeader({ name: 'x'.repeat(101), bytes: 0, modifiedAt: new Date(0) })).toThrow('Invariant');
});
