import { tmpdir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import type { Log } from '#platform/logging/log.js';
import { swapVariable } from '#platform/storage/encryption/judged-places.js';
import type { StorageVerdict } from '#platform/storage/encryption/verdict.rules.js';
import type { WrittenPlace } from '#platform/storage/written-places.js';
import { demandEncryption } from './demand-encryption.js';

const elsewhere = {
  CHAT_MAN_CONFIG_DIR: '/on/config',
  BACKUP_DIR: '/on/backups',
  AUDIT_LOG_PATH: '/on/audit/audit.log',
  DATABASE_PATH: '/on/db/sessions.db',
};

/** Starts with every place encrypted but those that begin so. */
function demand(variables: Record<string, string>, unsafe: Readonly<Record<string, StorageVerdict>>): string[] {
  const warn = vi.fn();
  const judge = (places: readonly WrittenPlace[]) =>
    [...places, { path: '/dev/sda3', variable: swapVariable }].map((place) => ({
      ...place,
      verdict: Object.entries(unsafe).find(([beginning]) => place.path.startsWith(beginning))?.[1] ?? ('encrypted' as const),
    }));
  const environment = readEnvironment({ CHAT_MAN_DATA_DIR: '/on/data', ...elsewhere, ...variables }, '/on/root');
  demandEncryption({ environment }, { warn, error: warn } as unknown as Log, judge);
  return warn.mock.calls.map(([fact, fields]) => `${String(fact)} ${JSON.stringify(fields ?? {})}`);
}

const production = { NODE_ENV: 'production' };

test('production starts where every place is encrypted, or lies in memory', () => {
  expect(demand(production, { [tmpdir()]: 'memory' })).toEqual([]);
});

test.each([
  ['/on/config', 'CHAT_MAN_CONFIG_DIR'],
  ['/on/data', 'CHAT_MAN_DATA_DIR'],
  ['/on/backups', 'BACKUP_DIR'],
  ['/on/audit', 'AUDIT_LOG_PATH'],
  ['/on/db', 'DATABASE_PATH'],
  ['/on/db/postgres/cluster/pg_wal', 'DATABASE_PATH'],
  ['/on/data/test-restore', 'CHAT_MAN_DATA_DIR'],
  [tmpdir(), 'TMPDIR'],
])('production refuses when %s alone is in the clear, and names %s', (path, variable) => {
  expect(() => demand(production, { [path]: 'plain' })).toThrow(`${path} (${variable}): not encrypted`);
});

test('unknown is not good enough', () => {
  expect(() => demand(production, { '/on/backups': 'unknown' })).toThrow('/on/backups (BACKUP_DIR): unknown');
});

test('an external database is not judged', () => {
  const given = { ...production, DATABASE_URL: 'postgres://owner:secret@db.example/chatman' };
  expect(demand(given, { '/on/db/postgres': 'plain' })).toEqual([]);
});

test('development warns of them all, in one line', () => {
  expect(demand({}, { '/on/backups': 'plain', '/on/audit': 'unknown' })).toEqual([
    expect.stringContaining('"places":"/on/backups (plain), /on/audit (unknown)"'),
  ]);
});

test('a check that is switched off is a line in the log', () => {
  expect(demand({ ...production, SKIP_ENCRYPTION_CHECK: 'true' }, { '/on': 'plain' })).toEqual([
    expect.stringContaining('not checked (SKIP_ENCRYPTION_CHECK)'),
  ]);
});

test('swap in the clear is refused with the way out, in the text and as one line of the log', () => {
  const lines: string[] = [];
  const log = { error: (fact: string, fields: object) => lines.push(`${fact} ${JSON.stringify(fields)}`) } as unknown as Log;
  const environment = readEnvironment({ ...production }, '/on/root');
  const judge = () => [{ path: '/dev/sda3', variable: swapVariable, verdict: 'plain' as const }];
  expect(() => demandEncryption({ environment }, log, judge)).toThrow(
    '/dev/sda3 (swap): not encrypted. To fix it, run "swapoff /dev/sda3", encrypt it, or set MemorySwapMax=0',
  );
  expect(lines).toEqual([expect.stringMatching(/refused to start.*"places":"\/dev\/sda3 \(plain\)","cure":"run .*swapoff/)]);
});
