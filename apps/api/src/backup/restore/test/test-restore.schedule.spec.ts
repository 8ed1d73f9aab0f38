import { expect, it } from 'vitest';
import type { Clock } from '#platform/clock.js';
import type { Settings } from '#platform/config/settings/settings.js';
import type { Transactions } from '#platform/database/transactions.js';
import type { Jobs } from '#platform/jobs/jobs.js';
import type { Log } from '#platform/logging/log.js';
import type { BackupRepository } from '../../runs/backup.repository.js';
import type { TestRestoreFacade } from '../test-restore.facade.js';
import { TestRestoreSchedule } from './test-restore.schedule.js';

const now = new Date('2027-03-20T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 3_600_000);

interface Situation {
  readonly tested: Date | null;
  readonly installed?: Date;
  readonly backups?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Which jobs a start sends, and what each of them tries. */
async function started({ tested, installed = daysAgo(100), backups = 1, settings = {} }: Situation) {
  const enqueued: unknown[] = [];
  const tried: string[] = [];
  let handle: (data: { onlyIfOverdue?: number }) => Promise<void> = () => Promise.resolve();
  const jobs = {
    perform: (job: { name: string; handle: typeof handle }) => {
      if (job.name === 'backup.test') handle = job.handle;
      return Promise.resolve();
    },
    enqueue: (...[, name, data]: unknown[]) => Promise.resolve(void enqueued.push([name, data])),
  };
  const repository = {
    finished: () => Promise.resolve(Array.from({ length: backups }, (_, at) => ({ id: `backup-${at}` }))),
    lastTestedAt: () => Promise.resolve(tested),
    installedAt: () => Promise.resolve(installed),
  };
  const values = { enabled: true, testBackupsEnabled: true, testBackupSchedule: 'weekly', ...settings };
  const schedule = new TestRestoreSchedule(
    jobs as unknown as Jobs,
    repository as unknown as BackupRepository,
    { test: (_: null, id: string) => Promise.resolve(tried.push(id)) } as unknown as TestRestoreFacade,
    { of: () => values } as unknown as Settings,
    { run: (work: (tx: unknown) => unknown) => work({}) } as unknown as Transactions,
    { now: () => now } as Clock,
    { info: () => undefined } as unknown as Log,
  );
  await schedule.onApplicationBootstrap();
  return { enqueued, tried, handle };
}

it('makes up for a test restore that was missed', async () => {
  const { enqueued, handle, tried } = await started({ tested: daysAgo(8) });
  expect(enqueued).toEqual([['backup.test', { onlyIfOverdue: 1 }]]);
  await handle({ onlyIfOverdue: 1 });
  expect(tried).toEqual(['backup-0']);
});

it('makes up for the first one that never was', async () => {
  expect((await started({ tested: null })).enqueued).toHaveLength(1);
});

it.each<[string, Situation]>([
  ['one was made in time', { tested: daysAgo(6) }],
  ['the installation is younger than the schedule', { tested: null, installed: daysAgo(2) }],
  ['there is no backup', { tested: null, backups: 0 }],
  ['nobody wants them', { tested: null, settings: { testBackupsEnabled: false } }],
  ['backups are off', { tested: null, settings: { enabled: false } }],
])('sends none when %s', async (_, situation) => {
  const { enqueued, handle, tried } = await started(situation);
  await handle({ onlyIfOverdue: 1 });
  expect([enqueued, tried]).toEqual([[], []]);
});
