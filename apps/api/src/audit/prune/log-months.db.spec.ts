import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditRecord } from '#platform/access/ports.js';
import type { Jobs } from '#platform/jobs/jobs.js';
import { Log } from '#platform/logging/log.js';
import { aDatabase } from '../../../../../test/support/database.js';
import { turnDatabaseClock } from '../../../../../test/support/database-clock.js';
import { anAuditLog, asSuperuser, leavesOf } from '../../../../../test/support/audit-log.js';
import type { AnchorWebhook } from '../anchor/anchor-webhook.js';
import { AuditProbe } from '../audit.probe.js';
import { AuditSchedule } from '../audit.schedule.js';
import { LeftOpen } from '../record/left-open.js';
import type { LogKeeper } from '../tree/log-keeper.js';

const dayMs = 24 * 3_600_000;
const act: AuditRecord = { actor: null, action: 'settings.changed', outcome: 'success', detail: { was: 1 } };

/** A log with the months of its start only: no upkeep has run yet. */
async function aTurnedLog() {
  const database = await aDatabase();
  await turnDatabaseClock(database, '0 days');
  const log = await anAuditLog({ database });
  await log.months.prepare();
  let days = 0;
  const record = () => log.transactions.run((tx) => log.audit.record(tx, act));
  return {
    ...log,
    record,
    probe: new AuditProbe(log.events, log.writability, { fault: null } as LogKeeper, { isFailing: false } as AnchorWebhook),
    schedule: new AuditSchedule({} as Jobs, log.months, new LeftOpen(log.events, log.clock, new Log('error'))),
    /** Both clocks go on, that of the instance and that of the database. */
    async pass(more: number) {
      days += more;
      log.clock.advance(more * dayMs);
      await turnDatabaseClock(database, `${days} days`);
    },
    passInDatabaseOnly: () => turnDatabaseClock(database, `${(days += 150)} days`),
  };
}

describe('a log without restarts', () => {
  it('records in each of fourteen months, without a schedule', async () => {
    const log = await aTurnedLog();
    for (let month = 1; month <= 14; month += 1) {
      await log.pass(31);
      await log.record();
    }
    const months = new Set((await leavesOf(log.reads)).map(({ recordedAt }) => recordedAt.slice(0, 7)));
    expect(months.size).toBe(14);
  });

  it('has the coming months ready in each of fourteen months, by schedule alone', async () => {
    const log = await aTurnedLog();
    for (let month = 1; month <= 14; month += 1) {
      await log.pass(30);
      await log.schedule.runUpkeep();
      expect(await log.events.monthsAhead()).toBe(3);
      expect(await log.probe.check()).toMatchObject({ status: 'pass' });
    }
  });

  it('records at the second attempt where only the clock of the database went on', async () => {
    const log = await aTurnedLog();
    await log.passInDatabaseOnly();
    await expect(log.record()).rejects.toMatchObject({ status: 503, code: 'audit-unavailable' });
    await expect(log.record()).resolves.toBeUndefined();
  });

  it('asks the database once for all the events that find their month', async () => {
    const log = await aTurnedLog();
    let asked = 0;
    const prepare = log.events.prepareMonths.bind(log.events);
    log.events.prepareMonths = (months) => ((asked += 1), prepare(months));
    await log.pass(150);
    await Promise.all(Array.from({ length: 10 }, () => log.record()));
    await log.record();
    expect(asked).toBe(1);
  });
});

describe('the health of the log', () => {
  let log: Awaited<ReturnType<typeof aTurnedLog>>;
  beforeAll(async () => (log = await aTurnedLog()));

  it('passes while two months are ahead', async () => {
    await log.pass(28);
    expect(await log.events.monthsAhead()).toBeGreaterThanOrEqual(2);
    expect(await log.probe.check()).toMatchObject({ status: 'pass' });
  });

  it('fails as soon as fewer are, long before an event is refused', async () => {
    await log.pass(45);
    expect(await log.events.monthsAhead()).toBeLessThan(2);
    expect(await log.probe.check()).toEqual({ status: 'fail', message: 'Audit system has no partitions for the coming months' });
    await expect(log.record()).resolves.toBeUndefined();
  });

  it('fails when a month lies ahead for events and not for their details', async () => {
    await log.schedule.runUpkeep();
    expect(await log.probe.check()).toMatchObject({ status: 'pass' });
    const [{ table }] = (await log.reads.query<{ table: string }>(
      `SELECT 'audit.event_detail' || to_char(now() + interval '1 month', '_YYYY_MM') AS table`,
    )) as [{ table: string }];
    await asSuperuser(log, (client) => client.query(`DROP TABLE ${table}`));
    expect(await log.probe.check()).toMatchObject({ status: 'fail' });
  });
});

describe('an act that an instance left open', () => {
  it('is reported by the schedule, once, when it is older than any act takes', async () => {
    const log = await aTurnedLog();
    const lines: string[] = [];
    const leftOpen = new LeftOpen(log.events, log.clock, {
      warn: (_: string, { event }: { event: string }) => void lines.push(event),
    } as unknown as Log);
    await leftOpen.reportAll();
    const { id } = await log.audit.recordIntent({ actor: null, action: 'backup.created' });
    await leftOpen.reportOverdue();
    expect(lines).toEqual([]);
    await log.pass(2);
    await leftOpen.reportOverdue();
    await log.pass(1);
    await leftOpen.reportOverdue();
    expect(lines).toEqual([id]);
  });
});
