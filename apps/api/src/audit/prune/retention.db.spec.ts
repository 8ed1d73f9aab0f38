import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '#platform/clock.js';
import { asRole } from '#platform/postgres/roles/roles.js';
import { verifyExport } from '#transparency/export/export-verifier.js';
import { anAuditLog, asSuperuser, leavesOf } from '../../../../../test/support/audit-log.js';
import { DetailCheck } from '../verify/detail-check.js';
import { DetailRepository } from '../record/detail.repository.js';
import { ExplorerRepository } from '../explore/explorer.repository.js';
import { LogExport } from '../explore/log-export.js';
import { LogProofs } from '../tree/log-proofs.js';
import { LogReaderRepository } from '../verify/log-reader.repository.js';
import { LogVerifier } from '../verify/log-verifier.js';

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

const as =
  (url: string) =>
  (...statements: readonly string[]) =>
    asRole(url, async (client) => {
      for (const statement of statements) await client.query(statement);
    });
const runtime = as(log.database.runtimeUrl);
const owner = as(log.database.ownerUrl);

const place = (from: string, to: string | null) =>
  `WITH hold AS (
     INSERT INTO retention.hold (id, matter, reason, placed_by, placed_at, review_at)
     VALUES (gen_random_uuid(), '\\x00', '\\x00', gen_random_uuid(), now(), now()) RETURNING id
   )
   INSERT INTO retention.hold_item (hold_id, kind, from_month, to_month)
   SELECT id, 'audit', '${from}-01', ${to === null ? 'NULL' : `'${to}-01'`}::date FROM hold`;
const releaseAll = `UPDATE retention.hold SET released_by = gen_random_uuid(), released_at = now(), ends_at = now() WHERE released_at IS NULL`;

const erased = '01940000-0000-7000-8000-000000000001';
const kept = '01940000-0000-7000-8000-000000000002';

/** Two people with details in the log, one of whom is erased, in a log of its own. */
async function anErasure() {
  const other = await anAuditLog();
  for (const id of [erased, kept, erased])
    await other.transactions.run((tx) =>
      other.audit.record(tx, {
        actor: { id, role: 'admin' },
        action: 'settings.changed',
        outcome: 'success',
        detail: { was: 1 },
      }),
    );
  await asRole(other.database.ownerUrl, (client) =>
    client.query(`INSERT INTO keyring.destroyed_owner VALUES ('subject', '${erased}')`),
  );
  await other.transactions.run((tx) => other.audit.eraseDetails(tx, erased, { actor: null }));
  await other.sign();
  const checks = new DetailCheck(new DetailRepository(other.reads), other.keyring);
  const whole = new LogVerifier(new LogReaderRepository(other.reads), other.tree, other.keys, other.anchors, checks);
  return { ...other, verdict: () => whole.verify() };
}

describe('erasing a person', () => {
  it('removes the details about that person, with an event that commits to which, and leaves every proof valid', async () => {
    const other = await anErasure();
    const left = await other.reads.query('SELECT subject_id FROM audit.event_detail');
    expect(left).toEqual([{ subject_id: kept }]);
    expect(await other.verdict()).toMatchObject({ valid: true, firstBad: null });
    const last = (await leavesOf(other.reads)).at(-1)!;
    expect(last).toMatchObject({ action: 'audit.details-erased', objectType: 'erased-details', detailCommitment: null });
    expect(last.objectId).toMatch(/^2-[0-9a-f]{64}$/);
  });

  it('differs from the removal of a detail by anybody else', async () => {
    const other = await anErasure();
    await asSuperuser(other, (client) => client.query(`DELETE FROM audit.event_detail WHERE subject_id = '${kept}'`));
    expect((await other.verdict()).firstBad).toEqual({ kind: 'missing', index: 1, upTo: 2, where: 'detail' });
  });

  it('excuses no more details than its event commits to', async () => {
    const other = await anErasure();
    await asSuperuser(other, async (client) => {
      await client.query(
        `INSERT INTO audit.erased_detail SELECT event_id, (SELECT id FROM audit.erasure) FROM audit.event_detail`,
      );
      await client.query('DELETE FROM audit.event_detail');
    });
    expect((await other.verdict()).firstBad).toEqual({ kind: 'missing', index: 3, upTo: 4, where: 'detail' });
  });

  it('without an event excuses nothing', async () => {
    const other = await anErasure();
    await asSuperuser(other, async (client) => {
      await client.query(`INSERT INTO audit.erasure VALUES (gen_random_uuid())`);
      await client.query(
        `INSERT INTO audit.erased_detail SELECT event_id, (SELECT id FROM audit.erasure ORDER BY id = ANY (SELECT id FROM audit.event) LIMIT 1) FROM audit.event_detail`,
      );
      await client.query('DELETE FROM audit.event_detail');
    });
    expect((await other.verdict()).firstBad).toEqual({ kind: 'missing', index: 1, upTo: 2, where: 'detail' });
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

  it('refuses a month with events that no checkpoint covers', async () => {
    await asSuperuser(log, (client) =>
      client.query(
        `INSERT INTO audit.event (recorded_at, id, role, action, outcome) VALUES ($1, uuidv7(), 'admin', 'settings.changed', 'success')`,
        [`${months[0]}-07`],
      ),
    );
    await expect(prune(months[0]!)).rejects.toMatchObject({ code: 'month-not-prunable' });
    await log.sign();
  });

  it('refuses a month that is held, until the hold is released', async () => {
    await runtime(place(months[0]!, null));
    await expect(prune(months[0]!)).rejects.toMatchObject({ status: 409, code: 'under-hold' });
    await expect(runtime(`SELECT audit.drop_month('${months[0]!}-01')`)).rejects.toMatchObject({ code: '55006' });
    await owner(releaseAll);
    await runtime(place(months[1]!, months[2]!));
    const held = await log.transactions.run((tx) =>
      Promise.all(months.slice(0, 4).map((month) => log.pruning.isHeld(tx, month))),
    );
    expect(held).toEqual([false, true, true, false]);
    await owner(releaseAll);
    expect(await log.transactions.run((tx) => log.pruning.isHeld(tx, months[1]!))).toBe(false);
    expect(await verifier.verify()).toMatchObject({ valid: true, pruned: 0 });
  });

  it.each([
    ['removed', 'DELETE FROM retention.hold', '42501'],
    ['emptied away', 'TRUNCATE retention.hold', '42501'],
    ['moved to other months', `UPDATE retention.hold_item SET from_month = '2031-01-01'`, '42501'],
    ['put in force again', 'UPDATE retention.hold SET released_by = NULL, released_at = NULL, ends_at = NULL', '42501'],
    ['released anew', 'UPDATE retention.hold SET released_at = now()', '42501'],
    ['made to look away', 'ALTER TABLE retention.hold DISABLE TRIGGER ALL', '42501'],
  ])('knows no hold that was %s by the role that Chat Man runs as', async (_, statement, code) => {
    await expect(runtime(statement)).rejects.toMatchObject({ code });
  });

  it.each([
    ['put in force again', 'UPDATE retention.hold SET released_by = NULL, released_at = NULL, ends_at = NULL'],
    ['released anew', 'UPDATE retention.hold SET released_at = now()'],
  ])('knows no hold that was %s by the owner either', async (_, statement) => {
    await expect(owner(statement)).rejects.toMatchObject({ code: '55000' });
  });

  it('waits for a hold that is being placed, and then refuses', async () => {
    // The five seconds of waiting are not what is shown here.
    await asRole(log.database.ownerUrl, (client) =>
      client.query(`ALTER FUNCTION audit.drop_month(date) SET lock_timeout = '60s'`),
    );
    const outcome = await asRole(log.database.runtimeUrl, async (client) => {
      await client.query('BEGIN');
      await client.query(place(months[0]!, months[0]!));
      const pruning = prune(months[0]!).then(
        () => 'removed',
        (refused: { code: string }) => refused.code,
      );
      const waits = `SELECT FROM pg_locks WHERE relation = 'retention.hold'::regclass AND NOT granted`;
      await vi.waitFor(async () => expect(await log.reads.query(waits)).toHaveLength(1), { timeout: 20_000, interval: 10 });
      await client.query('COMMIT');
      return pruning;
    });
    expect(outcome).toBe('under-hold');
    await owner(releaseAll);
  });

  it('admits no hold between its check of the holds and its end', async () => {
    await asRole(log.database.runtimeUrl, async (client) => {
      await client.query('BEGIN');
      await client.query(`SELECT audit.drop_month('${months[0]!}-01')`);
      await expect(runtime(`SET lock_timeout = '50ms'`, place(months[0]!, null))).rejects.toMatchObject({ code: '55P03' });
      await client.query('ROLLBACK');
    });
  });

  it('removes nothing in a snapshot that might be older than a hold', async () => {
    const inSnapshot = ['BEGIN ISOLATION LEVEL REPEATABLE READ', `SELECT audit.drop_month('${months[0]!}-01')`];
    await expect(runtime(...inSnapshot)).rejects.toMatchObject({ code: '55000' });
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

  it('does not excuse an event that was removed otherwise', async () => {
    const { id } = (await leavesOf(log.reads))[3]!;
    await asSuperuser(log, async (client) => {
      await client.query('ALTER TABLE audit.event DISABLE TRIGGER only_grows');
      await client.query('DELETE FROM audit.event WHERE id = $1', [id]);
    });
    expect((await verifier.verify()).firstBad).toMatchObject({ kind: 'missing' });
  });
});
