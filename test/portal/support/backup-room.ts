import type { Page, Route } from 'playwright-core';
import type { Approval } from '#contracts/auth/approvals.js';
import type { Backup, BackupTestRestore, BackupVerification, NextBackups } from '#contracts/backup/backup.js';
import type { Job } from '#contracts/jobs.js';
import { askedFor } from './awaiting.js';

const id = '01935000-0000-7000-8000-0000000000b1';
const mara = { id: '01935000-0000-7000-8000-0000000000a1', username: 'mara', displayName: 'mara' };

const jobId = '01935000-0000-7000-8000-0000000000c1';
const over = {
  state: 'completed',
  finishedAt: new Date().toISOString(),
  progress: { done: 200, total: 200, unit: 'bytes' },
} as const;
const aJob = (change: Partial<Job>): Job => ({
  ...{ id: jobId, kind: 'backup.check', state: 'running', message: null, result: null, problem: null, objectId: id },
  ...{
    progress: { done: 100, total: 200, unit: 'bytes' },
    createdAt: new Date().toISOString(),
    startedAt: null,
    finishedAt: null,
  },
  ...change,
});

export function aBackup(change: Partial<Backup> = {}): Backup {
  const createdAt = new Date(Date.now() - 5 * 60_000).toISOString();
  return {
    id,
    label: 'before the move',
    state: 'finished',
    failure: null,
    createdAt,
    finishedAt: new Date(Date.parse(createdAt) + 12_300).toISOString(),
    bytes: 12_350_000,
    rows: 4_711,
    tables: 41,
    tablesInAll: 41,
    madeBy: { kind: 'person', person: mara },
    verified: null,
    tested: null,
    copied: null,
    checkpointSize: 1_234,
    isNewestVerified: false,
    ...change,
  };
}

export const foundSound: BackupVerification = {
  valid: true,
  checks: ['The manifest is signed.', 'Every part opens.'].map((message) => ({ name: 'check', passed: true, message })),
};

export const restored: BackupTestRestore = {
  success: true,
  durationMs: 12_300,
  tables: [{ name: 'chat.message', rows: 4_711, matches: true }],
  audit: { rootMatches: true },
  checks: [{ name: 'sample', passed: true, message: 'A sealed record was opened.' }],
};

export const deletionAskedFor = (): Approval => askedFor({ action: 'backup.delete', summary: 'The backup is deleted.' });

/**
 * A backup room in front of the API, for states that are rare or pass too quickly. The page gets `items`; a call
 * takes its response from `answers`, by method and path behind `/api/backup`.
 */
export class BackupRoom {
  items: Backup[] = [];
  next: NextBackups = { backupAt: new Date(Date.now() + 5.9 * 60_000).toISOString(), testRestoreAt: null };
  readonly answers = new Map<string, { readonly status?: number; readonly json: unknown; readonly after?: () => void }>();

  /** Looks at a job, and what each sees; the last one stays. */
  private looks: object[] = [];

  static async before(page: Page): Promise<BackupRoom> {
    const room = new BackupRoom();
    await page.route('**/api/backup/**', (route) => room.answer(route));
    await page.route(`**/api/jobs/${jobId}`, (route) =>
      route.fulfill({ json: room.looks.length > 1 ? room.looks.shift() : room.looks[0] }),
    );
    return room;
  }

  /** A check of a backup that is half way at the first look, and over at the second. */
  checks(path: string, result: BackupVerification | BackupTestRestore, after?: () => void): void {
    const begun = { status: 202, json: { job: { id: jobId } } };
    this.answers.set(`POST ${path}`, {
      ...begun,
      after: () => (after?.(), (this.looks = [aJob({}), aJob({ ...over, result })])),
    });
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const path = new URL(request.url()).pathname.slice('/api/backup'.length);
    if (request.method() === 'GET' && path === '/list')
      return route.fulfill({ json: { items: this.items, nextCursor: null, next: this.next } });
    if (request.method() === 'GET' && path === '/restore/newest') return route.fulfill({ json: { restore: null } });
    const listed = this.items.find((backup) => path === `/${backup.id}`);
    if (request.method() === 'GET' && listed !== undefined) return route.fulfill({ json: listed });
    const answer = this.answers.get(`${request.method()} ${path}`);
    if (answer === undefined) return route.fulfill({ status: 404, json: {} });
    answer.after?.();
    return route.fulfill({ status: answer.status ?? 200, json: answer.json });
  }
}
