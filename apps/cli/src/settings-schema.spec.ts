import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { Log } from '#platform/logging/log.js';
import { renewSettingsSchema } from './settings-schema.js';

const root = mkdtempSync(join(tmpdir(), 'settings-schema-'));
afterAll(() => rmSync(root, { recursive: true }));
const own = join(root, 'own');
const installation = { root, environment: readEnvironment({ CHAT_MAN_CONFIG_DIR: own }, root) };
mkdirSync(join(root, 'config'));
mkdirSync(own);
writeFileSync(join(root, 'config', 'settings.schema.json'), '{"title":"new"}');

test('the schema of an older version is replaced, and what people wrote stays', () => {
  writeFileSync(join(own, 'settings.schema.json'), '{"title":"old"}');
  writeFileSync(join(own, 'settings.json'), '{"mine":1}');
  renewSettingsSchema(installation, new Log('error'));
  expect(readFileSync(join(own, 'settings.schema.json'), 'utf8')).toBe('{"title":"new"}');
  expect(readFileSync(join(own, 'settings.json'), 'utf8')).toBe('{"mine":1}');
  expect(readdirSync(own).sort()).toEqual(['settings.json', 'settings.schema.json']);
});

test('the directory that ships it is left alone', () => {
  const shipping = { root, environment: readEnvironment({}, root) };
  renewSettingsSchema(shipping, new Log('error'));
  expect(readdirSync(join(root, 'config'))).toEqual(['settings.schema.json']);
});
