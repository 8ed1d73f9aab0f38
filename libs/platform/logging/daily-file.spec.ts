import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DailyFile } from './daily-file.js';
import { expiredFiles, newestFile, partsOf } from './daily-file.rules.js';

let directory: string;
let now: number;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chatman-daily-file-'));
  now = Date.parse('2026-11-28T23:59:59Z');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const path = (): string => join(directory, 'audit.log');
const aFile = (limit?: number): DailyFile => new DailyFile(path(), () => now, limit);
const files = (): string[] => readdirSync(directory).sort();
const text = (name: string): string => readFileSync(join(directory, name), 'utf8');

describe('a file of the day', () => {
  it('takes whole lines in order, only for its owner, under the plain name too', async () => {
    const file = aFile();
    await Promise.all([file.append(['1', '2'], 30), file.append(['3'], 30)]);
    expect(text('audit.log')).toBe('1\n2\n3\n');
    expect(readlinkSync(path())).toBe('audit-2026-11-28.log');
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(await file.lastLine()).toBe('3');
    await file.close();
  });

  it('is another at midnight in UTC, and goes on where it was after a restart', async () => {
    const file = aFile();
    await file.append(['old'], 30);
    now += 1_000;
    await file.append(['new'], 30);
    await file.close();
    const next = aFile();
    await next.append(['newer'], 30);
    await next.close();
    expect(text('audit-2026-11-28.log')).toBe('old\n');
    expect(text('audit-2026-11-29.log')).toBe('new\nnewer\n');
    expect(readlinkSync(path())).toBe('audit-2026-11-29.log');
  });

  it('is followed by a further one of the day when it is full', async () => {
    const file = aFile(10);
    for (const line of ['12345', '67890', 'abcde', 'longer than a file']) await file.append([line], 30);
    await file.close();
    await aFile(10).append(['end'], 30);
    expect(files()).toEqual([
      'audit-2026-11-28.log',
      'audit-2026-11-28.log.1',
      'audit-2026-11-28.log.2',
      'audit-2026-11-28.log.3',
      'audit-2026-11-28.log.4',
      'audit.log',
    ]);
    expect(await aFile().lastLine()).toBe('end');
  });

  it('keeps files for as long as the present setting, and touches no others', async () => {
    for (const name of [
      'audit-2026-10-28.log',
      'audit-2026-10-28.log.1',
      'audit-2026-10-29.log',
      'audit-2020.log',
      'else-2020-01-01.log',
    ])
      writeFileSync(join(directory, name), 'x\n');
    const file = aFile();
    await file.append(['1'], 400);
    expect(existsSync(join(directory, 'audit-2026-10-28.log'))).toBe(true);
    await file.append(['2'], 30);
    await file.close();
    expect(files()).toEqual([
      'audit-2020.log',
      'audit-2026-10-29.log',
      'audit-2026-11-28.log',
      'audit.log',
      'else-2020-01-01.log',
    ]);
    expect(text('audit.log')).toBe('1\n2\n');
  });

  it('loses half a line that a crash has left, and no whole one', async () => {
    writeFileSync(join(directory, 'audit-2026-11-28.log'), 'whole\nhal');
    const file = aFile();
    expect(await file.lastLine()).toBe('whole');
    await file.append(['next'], 30);
    await file.close();
    expect(text('audit.log')).toBe('whole\nnext\n');
  });

  it('leaves a file alone that has the plain name', async () => {
    writeFileSync(path(), 'mine');
    const file = aFile();
    await file.append(['1'], 30);
    await file.close();
    expect(text('audit.log')).toBe('mine');
  });

  it('says that it cannot be written, and can be used again when it can', async () => {
    const blocked = join(directory, 'place');
    writeFileSync(blocked, '');
    const file = new DailyFile(join(blocked, 'audit.log'), () => now);
    await expect(file.append(['1'], 30)).rejects.toMatchObject({ code: expect.stringMatching(/^E/) as string });
    rmSync(blocked);
    await file.append(['2'], 30);
    await file.close();
    expect(readFileSync(join(blocked, 'audit.log'), 'utf8')).toBe('2\n');
  });
});

describe('the names of the files', () => {
  const named = (name: string) => partsOf(name, 'audit', '.log');

  it.each(['audit.log', 'audit-2026-11-28.log.gz', 'audit-2026-11-28.log.01', 'audit-2026-11-28.txt', 'other-2026-11-28.log'])(
    'are not %s',
    (name) => {
      expect(named(name)).toBeNull();
    },
  );

  it('are in the order of days and then of numbers', () => {
    const all = ['audit-2026-11-28.log.10', 'audit-2026-11-28.log.9', 'audit-2026-11-27.log'].map((name) => named(name)!);
    expect(newestFile(all)!.number).toBe(10);
    expect(partsOf('audit-2026-11-28', 'audit', '')).toMatchObject({ day: '2026-11-28', number: 0 });
    expect(partsOf('audit-2026-11-28.3', 'audit', '')).toMatchObject({ number: 3 });
  });

  it('expire by whole days', () => {
    const all = ['audit-2026-11-27.log', 'audit-2026-11-28.log'].map((name) => named(name)!);
    expect(expiredFiles(all, '2026-11-28', 0).map(({ day }) => day)).toEqual(['2026-11-27']);
    expect(expiredFiles(all, '2026-11-28', 1)).toEqual([]);
  });
});
