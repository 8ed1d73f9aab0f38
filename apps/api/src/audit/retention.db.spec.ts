import { beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '#platform/clock.js';
import { asRole } from '#platform/postgres/roles.js';
import { verifyExport } from '#transparency/export-verifier.js';
import { anAuditLog, asSuperuser, leavesOf } from '../../../../test/support/audit-log.js';
import { DetailCheck } from './detail-check.js';
import { DetailRepository } from './detail.repository.js';
import { ExplorerRepository } from './explorer.repository.js';
import { LogExport } from './log-export.js';
import { LogProofs } from './log-proofs.js';
import { LogReaderRepository } from './log-reader.repository.js';
import { LogVerifier } from './log-verifier.js';

const log = await anAuditLog();
const reader = new LogReaderRepository(log.reads);
const details = new DetailRepository(log.reads);
const check = new DetailCheck(details, log.keyring);
const verifier = new LogVerifier(reader, log.tree, log.keys, log.anchors, check);
const explorer = new ExplorerRepository(log.reads);
const proofs = new LogProofs(log.tree, explorer, log.keys);
const exporter = new LogExport(explorer, reader, proofs, details, check, new Clock());
const by = { actor: null } as const;

const year = new Date().getUTCFullYear() - 3;
const months = Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`);

/** Events of each month three years ago, each with a detail, among those of today. */
beforeAll(async () => {
  for (const month of months) {
    await asRole(log.database.ownerUrl, (client) =>
      client.query(
        `SELECT audit.make_month('audit.event', 'event', $1), audit.make_month('audit.event_detail', 'event_detail', $1)`,
        [`${month}-01`],
      ),
    );
    await asSuperuser(log, (client) =>
      client.query(
        `INSERT INTO audit.event (recorded_at, id, role, action, outcome)
         SELECT $1::date + interval '5 days', uuidv7(), 'admin', 'settings.changed', 'success' FROM generate_series(1, 40)`,
        [`${month}-01`],
      ),
    );
    await log.sign();
  }
  await log.fill(30);
  const actor = { id: '01940000-0000-7000-8000-000000000001', role: 'admin' };
  await log.transactions.run((tx) =>
    log.audit.record(tx, { actor, action: 'settings.changed', outcome: 'success', detail: { was: 1 } }),
  );
  await log.sign();
});

function prune(month: string): Promise<number> {
  return log.transactions.run((tx) => log.pruning.prune(tx, month, by));
}

describe('erasing a person', () => {
  it('removes details and leaves every proof valid', async () => {
    const { id } = (await leavesOf(log.reads)).findLast(({ detailCommitment }) => detailCommitment !== null)!;
    const before = await proofs.ofEvent(id);
    await asRole(log.database.runtimeUrl, (client) => client.query('DELETE FROM audit.event_detail'));
    expect(await proofs.ofEvent(id)).toEqual(before);
    expect(await verifier.verify()).toMatchObject({ valid: true });
  });
});

describe('pruning', () => {
  it.each([
    ['a month that is not the oldest', months[1]!],
    ['this month', new Date().toISOString().slice(0, 7)],
    ['a month that is not there', '2001-01'],
  ])('refuses %s, and changes nothing', async (_, month) => {
    await expect(prune(month)).rejects.toMatchObject({ status: 409, code: 'month-not-prunable' });
    expect(await verifier.verify()).toMatchObject({ valid: true, pruned: 0 });
  });

  it('refuses a month with events that nobody has signed for', async () => {
    await asSuperuser(log, (client) =>
      client.query(
        `INSERT INTO audit.event (recorded_at, id, role, action, outcome) VALUES ($1, uuidv7(), 'admin', 'settings.changed', 'success')`,
        [`${months[0]}-07`],
      ),
    );
    await expect(prune(months[0]!)).rejects.toMatchObject({ code: 'month-not-prunable' });
    await log.sign();
  });

  it('removes a year, the oldest month first, records which places are empty, and leaves every other proof valid', async () => {
    const kept = (await leavesOf(log.reads)).filter(({ recordedAt }) => !recordedAt.startsWith(String(year)));
    expect(await log.transactions.run((tx) => log.pruning.oldestMonth(tx))).toBe(months[0]);
    expect(await prune(months[0]!)).toBe(41);
    await log.sign();
    expect(await verifier.verify()).toMatchObject({ valid: true, pruned: 41 });
    expect(await prune(months[1]!)).toBe(40);
    await log.sign();
    const verdict = await verifier.verify();
    expect(verdict).toMatchObject({ valid: true, pruned: 81, firstBad: null });
    for (const month of months.slice(2)) {
      expect(await prune(month)).toBe(40);
      await log.sign();
    }
    expect(await verifier.verify()).toMatchObject({ valid: true, pruned: 481, firstBad: null });
    for (const { id } of kept) await proofs.ofEvent(id);
    expect(await proofs.consistency(41, verdict.size)).toMatchObject({ from: 41, to: verdict.size });
  });

  it('leaves an export that verifies offline', async () => {
    const lines: Buffer[] = [];
    for await (const line of exporter.lines({ format: 'jsonl', details: true, filters: {} })) lines.push(Buffer.from(line));
    expect(await verifyExport(lines, { keys: await log.keys.trusted() })).toMatchObject({ valid: true, pruned: 481 });
  });

  it('does not excuse an event that somebody else removed', async () => {
    const { id } = (await leavesOf(log.reads))[3]!;
    await asSuperuser(log, async (client) => {
      await client.query('ALTER TABLE audit.event DISABLE TRIGGER only_grows');
      await client.query('DELETE FROM audit.event WHERE id = $1', [id]);
    });
    expect((await verifier.verify()).firstBad).toMatchObject({ kind: 'missing' });
  });
});
