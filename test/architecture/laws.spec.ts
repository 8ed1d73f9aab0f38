import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** One offence against each law: the file, what it imports, and the law that has to object. */
const offences = [
  ['apps/api/src/chat/circle-a.ts', './circle-b.js', 'no-circles'],
  ['apps/api/src/chat/uses-barrel.ts', './index.js', 'no-barrels'],
  ['apps/api/src/chat/by-path.ts', '../../../../libs/contracts/chat.js', 'libraries-by-name'],
  ['libs/contracts/reaching-up.ts', '#platform/clock.js', 'contracts-are-leaf'],
  ['libs/contracts/with-package.ts', 'rxjs', 'contracts-are-leaf'],
  ['libs/contracts/with-node.ts', 'node:crypto', 'contracts-are-leaf'],
  ['apps/portal/src/app/reads-server.ts', '#platform/clock.js', 'portal-sees-only-contracts'],
  ['apps/portal/src/app/seals.ts', '#sealing/record.js', 'portal-sees-only-contracts'],
  ['libs/sealing/reads-disk.ts', 'node:fs', 'pure-libraries-touch-nothing'],
  ['libs/retrieval/asks-database.ts', 'pg', 'pure-libraries-touch-nothing'],
  ['libs/transparency/knows-nest.ts', '@nestjs/common', 'pure-libraries-touch-nothing'],
  ['libs/platform/knows-room.ts', '../../apps/api/src/audit/audit.facade.js', 'libraries-below-rooms'],
  ['apps/api/src/chat/behind-facade.ts', '../audit/audit.service.js', 'rooms-meet-at-their-facade'],
  ['apps/api/src/main-reaches-in.ts', './audit/audit.service.js', 'application-wires-modules'],
  ['apps/cli/src/reaches-in.ts', '../../api/src/audit/audit.service.js', 'application-wires-modules'],
  ['apps/api/src/chat/a.rules.ts', 'node:crypto', 'rules-are-pure'],
  ['apps/api/src/chat/b.rules.ts', 'rxjs', 'rules-are-pure'],
  ['apps/api/src/audit/c.rules.ts', './audit.service.js', 'rules-know-no-rows'],
  ['apps/api/src/chat/asks-sql.service.ts', 'typeorm', 'sql-in-repositories'],
  ['apps/api/src/chat/asks-sql.module.ts', 'pg', 'sql-in-repositories'],
  ['apps/api/src/chat/lists-rows.service.ts', '@nestjs/typeorm', 'modules-list-their-rows'],
  ['apps/api/src/chat/writes-file.service.ts', 'node:fs/promises', 'disk-and-processes-in-engines'],
  ['apps/api/src/chat/spawns.service.ts', 'node:child_process', 'disk-and-processes-in-engines'],
  ['apps/api/src/chat/answers-http.service.ts', 'express', 'http-at-the-edge'],
  ['apps/portal/src/app/features/chat/peeks.ts', '../admin/page.js', 'features-do-not-meet'],
  ['apps/portal/src/app/shared/knows-feature.ts', '../features/admin/page.js', 'shared-below-features'],
  ['apps/portal/src/app/features/chat/fetches.ts', '@angular/common/http', 'parts-do-not-fetch'],
  ['apps/api/src/chat/uses-langchain.ts', '@langchain/core/messages', 'langchain-in-one-folder'],
  ['apps/api/src/chat/providers/langchain/early.ts', '@langchain/core/messages', 'langchain-when-asked'],
  ['libs/platform/traces.ts', '@opentelemetry/api', 'opentelemetry-when-asked'],
  ['libs/platform/traces-early.ts', './tracing/engine/otlp-recorder.js', 'otlp-recorder-when-asked'],
  ['apps/api/src/chat/uses-tool.ts', 'vitest', 'nothing-undeclared'],
  ['apps/api/src/chat/leads-nowhere.ts', './not-there.js', 'nothing-unresolved'],
  ['apps/api/src/auth/out-of-order.ts', '../chat/chat.facade.js', 'room-order-auth'],
  ['apps/api/src/audit/out-of-order.ts', '../chat/chat.facade.js', 'room-order-audit'],
  ['apps/api/src/rag/out-of-order.ts', '../chat/chat.facade.js', 'room-order-rag'],
  ['apps/api/src/chat/out-of-order.ts', '../backup/backup.facade.js', 'room-order-chat'],
  ['apps/api/src/backup/out-of-order.ts', '../chat/chat.facade.js', 'room-order-backup'],
  ['apps/api/src/retention/out-of-order.ts', '../chat/chat.facade.js', 'room-order-retention'],
  ['apps/api/src/dsr/out-of-order.ts', '../chat/chat.facade.js', 'room-order-dsr'],
  ['apps/api/src/health/out-of-order.ts', '../audit/audit.facade.js', 'room-order-health'],
  [
    'apps/api/src/chat/providers/out-of-order.ts',
    '../message/message.js',
    'chat-order-events-prompt-providers-engine-indexing-library',
  ],
  ['apps/api/src/chat/conversation/out-of-order.ts', '../message/message.js', 'chat-order-conversation'],
  ['apps/api/src/chat/attachments/out-of-order.ts', '../message/message.js', 'chat-order-attachments'],
  ['apps/api/src/chat/message/out-of-order.ts', '../generation/generation.js', 'chat-order-message'],
  ['apps/api/src/chat/message/early.ts', '../export/export.js', 'chat-order-message'],
  ['apps/api/src/chat/generation/out-of-order.ts', '../asking/asking.js', 'chat-order-generation'],
  [
    'apps/api/src/chat/asking/out-of-order.ts',
    '../http/http.js',
    'chat-order-asking-copying-export-finding-importing-sharing-temporary',
  ],
  ['apps/api/src/chat/completions/out-of-order.ts', '../http/http.js', 'chat-order-completions'],
  ['apps/api/src/chat/uses-openai.ts', 'openai', 'openai-client-in-tests'],
  [
    'apps/api/src/chat/export/out-of-order.ts',
    '../http/http.js',
    'chat-order-asking-copying-export-finding-importing-sharing-temporary',
  ],
  ['apps/api/src/monitoring/out-of-order.ts', '../audit/audit.facade.js', 'room-order-monitoring'],
] as const;

/** What the laws must leave alone. */
const allowed = [
  ['apps/api/src/chat/good.service.ts', '../audit/audit.facade.js'],
  ['apps/api/src/chat/good.repository.ts', 'typeorm'],
  ['apps/api/src/chat/good.controller.ts', 'express'],
  ['apps/api/src/chat/engine/good.ts', 'node:fs'],
  ['apps/api/src/chat/good.rules.ts', '#contracts/chat.js'],
  ['apps/api/src/chat/other.rules.ts', 'zod/mini'],
  ['apps/portal/src/app/features/chat/chat-api.ts', '@angular/common/http'],
  ['apps/portal/src/app/features/chat/good.ts', '#contracts/chat.js'],
  ['libs/sealing/good.ts', 'node:crypto'],
  ['apps/api/src/good.module.ts', './audit/audit.module.js'],
] as const;

const targets = {
  'apps/api/src/chat/index.ts': 'export const a = 1;',
  'apps/api/src/chat/chat.facade.ts': 'export const a = 1;',
  'apps/api/src/chat/message/message.ts': 'export const a = 1;',
  'apps/api/src/chat/generation/generation.ts': 'export const a = 1;',
  'apps/api/src/chat/asking/asking.ts': 'export const a = 1;',
  'apps/api/src/chat/export/export.ts': 'export const a = 1;',
  'apps/api/src/chat/http/http.ts': 'export const a = 1;',
  'apps/api/src/chat/circle-b.ts': "export * from './circle-a.js';",
  'apps/api/src/audit/audit.facade.ts': 'export const a = 1;',
  'apps/api/src/audit/audit.module.ts': 'export const a = 1;',
  'apps/api/src/audit/audit.service.ts': 'export const a = 1;',
  'apps/api/src/backup/backup.facade.ts': 'export const a = 1;',
  'apps/portal/src/app/features/admin/page.ts': 'export const a = 1;',
  'libs/contracts/chat.ts': 'export const a = 1;',
  'libs/platform/clock.ts': 'export const a = 1;',
  'libs/platform/tracing/engine/otlp-recorder.ts': 'export const a = 1;',
  'libs/sealing/record.ts': 'export const a = 1;',
};

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let house: string;
let violations: readonly Violation[];

beforeAll(async () => {
  house = mkdtempSync(join(tmpdir(), 'laws-'));
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json', '.dependency-cruiser.mjs']) {
    copyFileSync(resolve(file), join(house, file));
  }
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
  for (const [path, text] of Object.entries(targets)) write(path, text);
  for (const [path, target] of [...offences, ...allowed]) write(path, `export * from '${target}';`);
  violations = await cruise();
}, 60_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('an offence is found', () => {
  test.each(offences)('%s may not import %s (%s)', (path, _target, law) => {
    expect(lawsBrokenBy(path)).toContain(law);
  });

  test('every law has an offence here', async () => {
    const { default: laws } = (await import(resolve('.dependency-cruiser.mjs'))) as {
      default: { forbidden: { name: string }[] };
    };
    expect(new Set(offences.map(([, , law]) => law))).toEqual(new Set(laws.forbidden.map(({ name }) => name)));
  });
});

test.each(allowed)('%s may import %s', (path) => {
  expect(lawsBrokenBy(path)).toEqual([]);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), `${text}\n`);
}

async function cruise(): Promise<readonly Violation[]> {
  const tool = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const words = [tool, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'libs'];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: house, maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

function lawsBrokenBy(path: string): string[] {
  return violations.filter(({ from }) => from === path).map(({ rule }) => rule.name);
}
