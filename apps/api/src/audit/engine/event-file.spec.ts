import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { EventFile } from './event-file.js';

const directory = mkdtempSync(join(tmpdir(), 'chatman-event-file-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('keeps files for as long as the settings say now, and loses no line when they change', async () => {
  const old = join(directory, 'audit-2024-01-01.log');
  const book = join(directory, '.audit-files.json');
  writeFileSync(old, 'old\n');
  const date = Date.now() - 500 * 86_400_000;
  const listed = { auditLog: book, files: [{ date, name: old, hash: hash('sha256', `${old}LOG_FILE${date}`) }] };
  writeFileSync(book, JSON.stringify(listed));
  const file = new EventFile({ auditLogPath: join(directory, 'audit.log') });
  file.write([{ line: 1 }], 2190);
  expect(existsSync(old)).toBe(true);
  writeFileSync(book, JSON.stringify(listed)); // as on the day after: the file of the day is a new one
  file.write([{ line: 2 }], 400);
  file.write([{ line: 3 }], 400);
  await file.close();
  await expect.poll(() => readdirSync(directory)).not.toContain('audit-2024-01-01.log');
  await expect.poll(() => readFileSync(join(directory, 'audit.log'), 'utf8')).toBe('{"line":1}\n{"line":2}\n{"line":3}\n');
});
