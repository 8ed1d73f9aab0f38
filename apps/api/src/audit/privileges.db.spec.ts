import { describe, expect, it, inject } from 'vitest';
import { asRole } from '#platform/postgres/roles.js';
import { anAuditLog } from '../../../../test/support/audit-log.js';

const log = await anAuditLog();
await log.transactions.run((tx) =>
  log.audit.record(tx, { actor: null, action: 'system.started', outcome: 'success', detail: { any: 1 } }),
);

const superuserUrl = inject('cluster').superuserUrl.replace('/DATABASE?', `/${log.database.name}?`);
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
