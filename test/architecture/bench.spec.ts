import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const place = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

it('a measurement on a Node.js that is too old goes on with the one that comes with the project', () => {
  const old = join(place, 'old.mjs');
  writeFileSync(old, "Object.defineProperty(process.versions, 'node', { value: '20.11.0' });");
  const { status, stderr } = spawnSync(process.execPath, ['--import', old, 'test/bench/run.mjs'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(stderr).toContain('Say which measurement to run');
  expect(status).toBe(2);
});
