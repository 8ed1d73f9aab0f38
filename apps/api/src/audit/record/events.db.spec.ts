import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '#platform/access/ports.js';
import { asRole } from '#platform/postgres/roles/roles.js';
import type { Sealed } from '#sealing/record.js';
import { leafHash } from '#transparency/tree/hashing.js';
import { encodeLeaf } from '#transparency/leaf.js';
import { LogReaderRepository } from '../verify/log-reader.repository.js';
import { anAuditLog, leavesOf, sha256 } from '../../../../../test/support/audit-log.js';

const log = await anAuditLog();
const actor = { id: '01940000-0000-7000-8000-000000000001', role: 'admin' };
const requestId = '01940000-0000-7000-8000-00000000000a';
const change: AuditRecord = {
  actor,
  action: 'settings.changed',
  object: { type: 'settings', id: 'model.name' },
  outcome: 'success',
  requestId,
};

async function recorded(event: AuditRecord) {
  await log.transactions.run((tx) => log.audit.record(tx, event));
  return (await leavesOf(log.reads)).at(-1)!;
}

describe('an event', () => {
  it('is one row of ids and codes', async () => {
    expect(await recorded(change)).toMatchObject({
      actor: actor.id,
      role: 'admin',
      requestId,
      action: 'settings.changed',
      objectType: 'settings',
      objectId: 'model.name',
      outcome: 'success',
      reason: null,
      intent: null,
      detailCommitment: null,
    });
  });

  it('keeps its detail sealed, committed to by a salted hash', async () => {
    const { id, detailCommitment } = await recorded({ ...change, detail: { was: 'Alice asked', becomes: 2 } });
    const [row] = await log.reads.query<{ salt: Buffer; detail: Sealed; subject_id: string }>(
      'SELECT salt, detail, subject_id FROM audit.event_detail WHERE event_id = $1',
      [id],
    );
    const sealer = await log.keyring.forSubject(actor.id);
    const text = sealer.openText({ table: 'audit.event_detail', column: 'detail', row: id }, row!.detail);
    expect(JSON.parse(text)).toEqual({ was: 'Alice asked', becomes: 2 });
    expect(row!.subject_id).toBe(actor.id);
    expect(row!.detail.includes('Alice')).toBe(false);
    expect(sha256(row!.salt, text).toString('base64')).toBe(detailCommitment);
  });

  it('is not there when its transaction is rolled back', async () => {
    const before = (await leavesOf(log.reads)).length;
    const failing = log.transactions.run(async (tx) => {
      await log.audit.record(tx, change);
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    expect(await leavesOf(log.reads)).toHaveLength(before);
  });

  it('has the same leaf hash in SQL, in the verifier and in what the verification reads, for all fields', async () => {
    const token = fc.string({
      unit: fc
        .integer({ min: 1, max: 127 })
        .filter((unit) => unit !== 0x5c)
        .map((unit) => String.fromCharCode(unit)),
      minLength: 1,
      maxLength: 200,
    });
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
    const fields = fc.tuple(
      maybe(fc.uuid()),
      token,
      maybe(fc.uuid()),
      token,
      maybe(token),
      maybe(token),
      fc.constantFrom('success', 'denied', 'failed', 'intent'),
      maybe(token),
      maybe(fc.uuid()),
      maybe(fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))),
    );
    await asRole(log.database.runtimeUrl, (client) =>
      fc.assert(
        fc.asyncProperty(fields, async (values) => {
          await client.query(
            `INSERT INTO audit.event (id, actor, role, request_id, action, object_type, object_id, outcome, reason, intent, detail_commit)
             VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
            values,
          );
        }),
        { numRuns: 300 },
      ),
    );
    const leaves = await leavesOf(log.reads);
    expect(leaves.length).toBeGreaterThan(300);
    const last = leaves.at(-1)!.transaction;
    for (const leaf of leaves) expect(leafHash(encodeLeaf(leaf))).toEqual(leaf.leafHash);
    const read = await new LogReaderRepository(log.reads).hashedEventsAfter(
      { transaction: '0', sequence: '0' },
      last,
      leaves.length,
    );
    expect(read).toEqual(leaves.map(({ sequence, transaction, leafHash: hash }) => ({ sequence, transaction, leafHash: hash })));
  });
});

describe('the table of events', () => {
  it.each([
    ['an outcome that there is not', 'role, action, outcome', `'admin', 'settings.changed', 'maybe'`],
    ['an empty field', 'role, action, outcome', `'', 'settings.changed', 'success'`],
    ['a field of 201 bytes', 'role, action, outcome', `repeat('x', 201), 'settings.changed', 'success'`],
    ['a letter that is not ASCII', 'role, action, outcome, object_id', `'admin', 'settings.changed', 'success', 'ü'`],
    ['a backslash', 'role, action, outcome, reason', `'admin', 'settings.changed', 'success', E'\\\\'`],
    ['a commitment of another length', 'role, action, outcome, detail_commit', `'admin', 'settings.changed', 'success', '\\x00'`],
  ])('does not take %s', async (_, columns, values) => {
    await asRole(log.database.runtimeUrl, (client) =>
      expect(
        client.query(`INSERT INTO audit.event (id, ${columns}) VALUES (gen_random_uuid(), ${values})`),
      ).rejects.toMatchObject({ code: '23514' }),
    );
  });
});

describe('an act that cannot be recorded', () => {
  it('does not happen, and fails with a problem', async () => {
    await asRole(log.database.ownerUrl, (client) => client.query('REVOKE INSERT (reason) ON audit.event FROM chatman_runtime'));
    const act = log.transactions.run(async (tx) => {
      await tx.query(`INSERT INTO platform.setting_override (key, value) VALUES ('model.name', '"x"')`);
      await log.audit.record(tx, change);
    });
    await expect(act).rejects.toMatchObject({ status: 503, code: 'audit-unavailable' });
    expect(await log.reads.query('SELECT key FROM platform.setting_override')).toEqual([]);
    await asRole(log.database.ownerUrl, (client) => client.query('GRANT INSERT (reason) ON audit.event TO chatman_runtime'));
    await expect(log.transactions.run((tx) => log.audit.record(tx, change))).resolves.toBeUndefined();
  });
});

describe('an act that takes longer than a transaction', () => {
  it('is announced before, concluded after, and found when it never ended', async () => {
    const ended = await log.audit.recordIntent({ actor, action: 'generation.finished', requestId });
    const open = await log.audit.recordIntent({ actor, action: 'generation.finished', requestId });
    await log.transactions.run((tx) =>
      log.audit.recordOutcome(tx, ended, { ...change, outcome: 'failed', code: 'model-timeout' }),
    );
    const found = await log.events.openIntents(new Date(0), new Date(Date.now() + 60_000));
    expect(found.map(({ id }) => id)).toContain(open.id);
    expect(found.map(({ id }) => id)).not.toContain(ended.id);
    expect((await leavesOf(log.reads)).at(-1)).toMatchObject({ intent: ended.id, outcome: 'failed', reason: 'model-timeout' });
  });
});
