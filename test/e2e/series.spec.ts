import { beforeAll, describe, expect, it } from 'vitest';
import type { Series } from '#contracts/monitoring/series.js';
import { SeriesRecorder } from '../../apps/api/src/monitoring/series/series-recorder.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { AdjustableClock } from '../support/adjustable-clock.js';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, aSessionOf, theFirstAdmin } from '../support/inserted-people.js';
import type { Person } from '../support/people.js';

const clock = new AdjustableClock();
let subject: TestApp;
let admin: Person;
let client: Person;
beforeAll(async () => {
  subject = await anApp({ settings: { auth: { requireMfa: 'none' } }, clock });
  admin = await theFirstAdmin(subject);
  client = await aClient(subject, 'a.client');
});

const record = (app = subject): Promise<void> => app.app.get(SeriesRecorder).record();
const drawn = async (query: string): Promise<Series> => admin.ask<Series>('GET', `/monitoring/series?${query}`);
const sum = ({ lines }: Series): number => lines.flatMap(({ points }) => points).reduce((total, { value }) => total + value, 0);
async function rows(): Promise<number> {
  return asRole(subject.database.ownerUrl, async (db) => {
    const { rows: found } = await db.query<{ count: number }>('SELECT count(*)::int AS count FROM monitoring.sample');
    return found[0]!.count;
  });
}

describe('series', () => {
  it('add up what happened on each instance, once', async () => {
    const other = await anApp({ settings: { auth: { requireMfa: 'none' } }, clock, beside: subject });
    for (const url of [subject.url, subject.url, other.url])
      await fetch(`${url}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: 'nobody', password: 'Wrong-Password-1!' }),
      });
    await record();
    await record();
    await record(other);
    await other.close();
    const series = await drawn('metric=sign_ins');
    expect(series).toMatchObject({ metric: 'sign_ins', unit: 'count', combine: 'sum', step: 300 });
    expect(series.lines.map(({ labels }) => labels)).toEqual([{ outcome: 'failed' }]);
    expect(sum(series)).toBe(3);
  });

  it('hold values of the whole installation', async () => {
    clock.advance({ minutes: 1 });
    await record();
    const [line] = (await drawn('metric=active_sessions')).lines;
    expect(line?.points.at(-1)?.value).toBeGreaterThanOrEqual(2);
    expect((await drawn('metric=open_alerts')).lines.map(({ labels }) => labels['severity'])).toEqual([
      'critical',
      'info',
      'warning',
    ]);
  });

  it.each([
    ['metric=anything', 400],
    ['metric=sign_ins&step=59', 400],
    ['metric=sign_ins&from=2020-01-01T00:00:00.000Z&step=60', 422],
  ])('are refused for %s with %d', async (query, status) => {
    expect((await admin.send('GET', `/monitoring/series?${query}`)).status).toBe(status);
  });

  it('are not for clients', async () => {
    expect((await client.send('GET', '/monitoring/series?metric=sign_ins')).status).toBe(403);
  });
});

describe('metrics for Prometheus', () => {
  const scrape = async (): Promise<string> => (await fetch(`${subject.url}/api/metrics/prometheus`)).text();

  it('have no ids and no names in labels, and the same size for more people', async () => {
    await scrape();
    const before = await scrape();
    for (let nth = 0; nth < 20; nth++) {
      const person = await aClient(subject, `client.${nth}`);
      await person.send('GET', '/auth/me');
    }
    const after = await scrape();
    expect(after.split('\n').length - before.split('\n').length).toBeLessThan(40); // one more route, in the buckets of its histogram
    expect(after).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|client\.\d/);
  });

  it('cost at most twenty milliseconds of the process', async () => {
    await scrape();
    const started = process.cpuUsage();
    for (let nth = 0; nth < 20; nth++) await scrape();
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000 / 20).toBeLessThan(20);
  });
});

describe('series over time', () => {
  it('become hours after a day without changing a sum, and go after ninety days', async () => {
    const before = sum(await drawn('metric=sign_ins'));
    const from = new Date(clock.now().getTime() - 3_600_000).toISOString();
    clock.advance({ hours: 26 });
    const minutes = await rows();
    await subject.app.get(SeriesRecorder).tidy();
    expect(await rows()).toBeLessThan(minutes);
    admin = await aSessionOf(subject, 'first.admin');
    expect(sum(await drawn(`metric=sign_ins&from=${from}`))).toBe(before);
    clock.advance({ hours: 91 * 24 });
    await subject.app.get(SeriesRecorder).tidy();
    expect(await rows()).toBe(0);
  });
});
