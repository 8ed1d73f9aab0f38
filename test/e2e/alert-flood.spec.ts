import { performance } from 'node:perf_hooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { AlertEvaluation } from '../../apps/api/src/monitoring/alerts/alert-evaluation.js';
import { anApp, type TestApp } from '../support/app.js';
import { asSuperuser } from '../support/audit-log.js';
import { isThorough } from '../support/thorough.js';

/** Events of the last four minutes. With `--thorough`, as many as a minute brings where a hundred thousand come. */
const events = isThorough ? 100_000 : 20_000;
const batch = 5_000;

/** Milliseconds of the minute in which an alert is raised that are left to a run of the rules, which begins every fifteen seconds. */
const longestRun = 45_000;

describe('in a flood of events', () => {
  let subject: TestApp;
  beforeAll(async () => {
    subject = await anApp({ settings: { auth: { requireMfa: 'none' } } });
    await asSuperuser(subject, async (db) => {
      for (let from = 0; from < events; from += batch)
        await db.query(
          `INSERT INTO audit.event (id, recorded_at, actor, role, request_id, action, object_type, object_id, outcome)
           SELECT uuidv7(-age), clock_timestamp() - age, ('00000000-0000-7000-8000-' || lpad((n % 50)::text, 12, '0'))::uuid, 'external_client',
                  gen_random_uuid(),
                  (ARRAY['message.sent', 'knowledge.searched', 'access.denied', 'session.refused', 'document.downloaded', 'settings.changed'])[1 + n % 6],
                  'conversation', '00000000-0000-7000-9000-' || lpad((n % 20000)::text, 12, '0'),
                  CASE WHEN n % 6 IN (2, 3) THEN 'denied' ELSE 'success' END
             FROM generate_series($1::int, $2::int) AS n, LATERAL (SELECT random() * interval '4 minutes' AS age) past`,
          [from, from + batch - 1],
        );
      // Older than all of them.
      await db.query(
        `INSERT INTO audit.event (id, recorded_at, role, request_id, action, outcome)
         VALUES (uuidv7(interval '-1 hour'), clock_timestamp() - interval '1 hour', 'system', gen_random_uuid(), 'record.damaged', 'failed')`,
      );
    });
  }, 120_000);

  it('alerts are raised in time, and what happens once is not hidden by what happens often', async () => {
    const start = performance.now();
    await subject.app.get(AlertEvaluation).run();
    expect(performance.now() - start).toBeLessThan(longestRun);
    const raised = await subject.database.rows<{ rule: string }>('SELECT DISTINCT rule FROM monitoring.alert ORDER BY rule');
    expect(raised.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['damaged-record', 'failed-logins', 'repeated-denials']),
    );
  }, 60_000);
});
