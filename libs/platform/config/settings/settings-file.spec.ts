import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettingsFile } from './settings-file.js';

const directory = mkdtempSync(join(tmpdir(), 'settings-file-'));
const file = join(directory, 'settings.json');
afterAll(() => rmSync(directory, { recursive: true }));

test.each([
  ['a byte order mark', Buffer.from('\ufeff{"model":{"top_k":7}}')],
  ['UTF-16', Buffer.from('\ufeff{"model":{"top_k":7}}', 'utf16le')],
  ['unseen characters between', Buffer.from('{\f"model":\u2028{"top_k":\v7}}\u001a')],
])('settings.json with %s says the same', (_, bytes) => {
  writeFileSync(file, bytes);
  expect(readSettingsFile(file)).toEqual({ model: { top_k: 7 } });
});

test('no file says nothing', () => {
  expect(readSettingsFile(join(directory, 'missing.json'))).toBeUndefined();
});

test.each([
  ['{\n  "a": "hunter2"\n  "b": 1\n}', / in line 3$/],
  ['{\n  "a": "hunter2",\n  "b": hunter2hunter2hunter2hunter2 }', /line [23]$/],
  ['hunter2', /something else$/],
])('what is no JSON is told by its line, and not shown: %j', (text, place) => {
  writeFileSync(file, text);
  const message = messageOf(() => readSettingsFile(file));
  expect(message).toContain('expected JSON');
  expect(message).toMatch(place);
  expect(message).not.toContain('hunter2');
});

test('bytes that are no text are refused', () => {
  writeFileSync(file, Buffer.from('93fa967b8cea', 'hex'));
  expect(messageOf(() => readSettingsFile(file))).toContain('expected text in UTF-8 or UTF-16');
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
