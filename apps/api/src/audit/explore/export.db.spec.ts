import { expect, it } from 'vitest';
import type { Actor } from '#platform/access/actor.js';
import { verifyExport } from '#transparency/export/export-verifier.js';
import { anAuditLog } from '../../../../../test/support/audit-log.js';
import { DetailCheck } from '../verify/detail-check.js';
import { DetailRepository } from '../record/detail.repository.js';
import { ExplorerRepository } from './explorer.repository.js';
import { ExportService } from './export.service.js';
import { LogExport } from './log-export.js';
import { LogProofs } from '../tree/log-proofs.js';
import { LogReaderRepository } from '../verify/log-reader.repository.js';

const log = await anAuditLog();
const officer = { id: '01940000-0000-7000-8000-00000000000a', role: 'compliance_officer' } as Actor;
const details = new DetailRepository(log.reads);
const check = new DetailCheck(details, log.keyring);
const explorer = new ExplorerRepository(log.reads);
const proofs = new LogProofs(log.tree, explorer, log.keys);
const exporter = new LogExport(explorer, new LogReaderRepository(log.reads), proofs, details, check, log.clock);
const service = new ExportService(exporter, log.audit, log.transactions);
await log.fill(30);
await log.sign();

const outcomes = () =>
  log.reads.query<{ outcome: string }>(`SELECT outcome::text FROM audit.event WHERE action = 'audit.exported' ORDER BY seq`);

it('a reader who goes away in the middle leaves an export that failed, and a file that says that it was cut short', async () => {
  const { lines } = await service.start(officer, { format: 'jsonl', details: false }, 'for the auditor');
  const kept: Buffer[] = [];
  for await (const line of lines) {
    kept.push(Buffer.from(line));
    if (kept.length === 12) break;
  }
  expect(await outcomes()).toEqual([{ outcome: 'intent' }, { outcome: 'failed' }]);
  expect(await verifyExport(kept, { keys: await log.keys.trusted() })).toMatchObject({
    valid: false,
    firstBad: { kind: 'truncated' },
  });
});

it('an export whose intent cannot be recorded does not begin', async () => {
  const failing = new ExportService(
    exporter,
    { recordIntent: () => Promise.reject(new Error('the log cannot be written')) } as never,
    log.transactions,
  );
  await expect(failing.start(officer, { format: 'csv', details: true }, 'for the auditor')).rejects.toThrow('cannot be written');
});
