import { beforeAll, describe, expect, it } from 'vitest';
import { asRole } from '#platform/postgres/roles/roles.js';
import { anAuditLog } from '../../../../../test/support/audit-log.js';

const log = await anAuditLog();
await log.transactions.run((tx) =>
  log.audit.record(tx, { actor: null, action: 'system.started', outcome: 'success', detail: { any: 1 } }),
);

const superuserUrl = log.database.superuserUrl;
const month = new Date().toISOString().slice(0, 7).replace('-', '_');
const denied = { code: '42501' };

function attempt(url: string, ...statements: readonly string[]) {
  return asRole(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

const insert = (column: string, value: string) =>
  `INSERT INTO audit.event (id, role, action, outcome, ${column}) VALUES (gen_random_uuid(), 'admin', 'settings.changed', 'success', ${value})`;

describe('the role that Chat Man runs as', () => {
  it.each([
    ['change an event', `UPDATE audit.event SET role = 'x'`],
    ['delete an event', 'DELETE FROM audit.event'],
    ['empty the log', 'TRUNCATE audit.event'],
    ['empty a month', `TRUNCATE audit.event_${month}`],
    ['delete from a month', `DELETE FROM audit.event_${month}`],
    ['write into a month directly', `INSERT INTO audit.event_${month} (id) VALUES (gen_random_uuid())`],
    ['drop the log', 'DROP TABLE audit.event CASCADE'],
    ['drop a month', `DROP TABLE audit.event_${month}`],
    ['detach a month', `ALTER TABLE audit.event DETACH PARTITION audit.event_${month}`],
    ['switch the guard off', 'ALTER TABLE audit.event DISABLE TRIGGER only_grows'],
    ['switch all guards off', 'ALTER TABLE audit.event DISABLE TRIGGER ALL'],
    ['replace the guard', 'CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE sql AS $$ $$'],
    ['pass as a replica', `SET session_replication_role = 'replica'`],
    ['choose a number', insert('seq', '1').replace(') VALUES', ') OVERRIDING SYSTEM VALUE VALUES')],
    ['turn the numbers back', `SELECT setval('audit.event_seq_seq', 1)`],
    ['choose a time', insert('recorded_at', `now() - interval '1 day'`)],
    ['choose a transaction', insert('xid', `'1'`)],
    ['copy whole rows in', 'COPY audit.event FROM STDIN'],
    ['change a detail', `UPDATE audit.event_detail SET salt = salt`],
    ['empty the details', 'TRUNCATE audit.event_detail'],
    [
      'date a detail back',
      `INSERT INTO audit.event_detail (event_id, salt, detail, recorded_at) VALUES (gen_random_uuid(), '\\x00', '\\x00', now())`,
    ],
    ['delete a detail', 'DELETE FROM audit.event_detail'],
    ['say that a detail was erased', 'INSERT INTO audit.erased_detail SELECT event_id, event_id FROM audit.event_detail'],
    ['add a leaf', `INSERT INTO audit.leaf VALUES (0, 1, '1', sha256('any'))`],
    ['add a node', `INSERT INTO audit.node VALUES (4, 0, sha256('any'))`],
    ['add a checkpoint', `INSERT INTO audit.checkpoint VALUES (1, 1, 'any')`],
    ['give somebody a role', `UPDATE auth.user SET role = 'admin'`],
    ['release a hold', 'UPDATE retention.hold SET released_by = id, released_at = now()'],
    ['make partitions at will', `SELECT audit.make_month('audit.event', 'event', '2031-01-01')`],
    ['make tables beside the log', 'CREATE TABLE audit.mine (n int)'],
  ])('cannot %s', async (_, statement) => {
    await expect(attempt(log.database.runtimeUrl, statement)).rejects.toMatchObject(denied);
  });

  it('can prepare coming months, within reason', async () => {
    await attempt(log.database.runtimeUrl, 'SELECT audit.make_coming_months(4)');
    await expect(attempt(log.database.runtimeUrl, 'SELECT audit.make_coming_months(1000)')).rejects.toMatchObject({
      code: '22023',
    });
  });
});

describe('even the superuser', () => {
  it.each([
    ['change an event', `UPDATE audit.event SET role = 'x'`],
    ['delete an event', 'DELETE FROM audit.event'],
    ['delete from a month', `DELETE FROM audit.event_${month}`],
    ['empty the log', 'TRUNCATE audit.event'],
    ['empty a month', `TRUNCATE audit.event_${month}`],
    ['change a detail', 'UPDATE audit.event_detail SET salt = salt'],
  ])('cannot %s by passing as a replica', async (_, statement) => {
    await expect(attempt(superuserUrl, `SET session_replication_role = 'replica'`, statement)).rejects.toMatchObject(denied);
  });
});

describe('the months', () => {
  it('all carry every guard, always enabled', async () => {
    const rows = await log.reads.query<{ month: string; guards: string }>(
      `SELECT c.relname AS month, string_agg(t.tgname || ' ' || t.tgenabled::text, ', ' ORDER BY t.tgname) AS guards
         FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_trigger t ON t.tgrelid = c.oid
        WHERE i.inhparent IN ('audit.event'::regclass, 'audit.event_detail'::regclass)
        GROUP BY 1`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(10);
    for (const { month: name, guards } of rows) {
      const isDetail = name.startsWith('event_detail');
      expect(guards).toBe(isDetail ? 'is_never_emptied A, is_never_rewritten A' : 'is_never_emptied A, only_grows A');
    }
  });
});

describe('what the role that Chat Man runs as may ask the owner for', () => {
  const account = '01940000-0000-7000-8000-0000000000aa';
  const hold = '01940000-0000-7000-8000-0000000000bb';
  const admin = `INSERT INTO auth.user (id, username_index, username, display_name, password_changed_at, role, created_at)
    VALUES (gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'x', 'x', now(), 'admin', now())`;
  const event = (action: string, object: string) =>
    `INSERT INTO audit.event (id, role, action, outcome, object_id) VALUES (gen_random_uuid(), 'admin', '${action}', 'success', '${object}')`;
  const inOne = (...statements: readonly string[]) => attempt(log.database.runtimeUrl, 'BEGIN', ...statements, 'COMMIT');

  beforeAll(() =>
    attempt(
      log.database.ownerUrl,
      `INSERT INTO auth.user (id, username_index, username, display_name, password_changed_at, role, created_at)
       VALUES ('${account}', sha256('account'), 'x', 'x', now(), 'external_client', now())`,
      `INSERT INTO retention.hold (id, matter, reason, placed_by, placed_at, review_at) VALUES ('${hold}', 'x', 'x', '${account}', now(), now())`,
      `INSERT INTO keyring.destroyed_owner VALUES ('subject', '${account}')`,
    ),
  );

  it('is a role, with an event in the same transaction and not without', async () => {
    const [act, recorded] = [`SELECT auth.set_role('${account}', 'admin')`, event('user.role-changed', account)];
    await expect(attempt(log.database.runtimeUrl, act)).rejects.toMatchObject(denied);
    await expect(inOne(act, event('settings.changed', account))).rejects.toMatchObject(denied);
    await attempt(log.database.runtimeUrl, recorded);
    await expect(inOne(act)).rejects.toMatchObject(denied);
    await expect(inOne(act, recorded)).resolves.toBeUndefined();
  });

  it('is an administrator, with the event that made one', async () => {
    await expect(attempt(log.database.runtimeUrl, admin)).rejects.toMatchObject(denied);
  });

  it('is the erasure of details, with the event that commits to them, and only when the keys are gone', async () => {
    const erase = (subject: string) => `SELECT audit.erase_details('${subject}', gen_random_uuid())`;
    await expect(attempt(log.database.runtimeUrl, erase(hold))).rejects.toMatchObject({ code: '55000' });
    await expect(attempt(log.database.runtimeUrl, erase(account))).rejects.toMatchObject(denied);
    await expect(inOne(erase(account), event('audit.details-erased', '0-00'))).rejects.toMatchObject(denied);
  });

  it.each([
    ['with another hash than that of its event', `sha256('any')`, '1'],
    ['with another size than the checkpoint says', 'audit.leaf_hash(event)', '7'],
  ])('is no leaf %s', async (_, hash, size) => {
    const forged = `SELECT audit.grow(0, ARRAY[seq], ARRAY[xid], ${hash}, '{}', '{}', '{}', 1, E'log\\n${size}\\nroot')
                      FROM audit.event event ORDER BY seq LIMIT 1`;
    await expect(attempt(log.database.runtimeUrl, forged)).rejects.toMatchObject({ code: '55000' });
  });
});
