import { Service, computed, inject, signal } from '@angular/core';
import type { Approval } from '#contracts/auth/approvals.js';
import {
  BackupTestRestore,
  BackupVerification,
  backupJobs,
  type Backup,
  type BackupList,
  type NextBackups,
} from '#contracts/backup/backup.js';
import type { JobProgress } from '#contracts/jobs.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import type { Call } from '../../../core/api/portal-api.js';
import { Notices } from '../../../core/notices.js';
import { poller, type Pace } from '../../../core/polling.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { followJob } from '../../../shared/jobs/follow-job.js';
import { JobsApi } from '../../../shared/jobs/jobs-api.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { restoreVerdict, verificationVerdict } from './backup-results.rules.js';
import { backupName, endWords } from './backup-words.rules.js';
import { BackupsApi } from './backups-api.js';

/** What is being done with one backup and its results, for as long as the portal stays open. */
export interface Work {
  readonly doing: 'verify' | 'test' | null;
  /** How far it is; null until that is known. */
  readonly progress: JobProgress | null;
  readonly verification: BackupVerification | null;
  readonly restore: BackupTestRestore | null;
  /** Why the last of these failed. */
  readonly failure: string;
  /** A deletion that waits for a second person. */
  readonly approval: Approval | null;
  /** A restore that waits for a second person. */
  readonly restoreApproval: Approval | null;
}

const noWork: Work = {
  doing: null,
  progress: null,
  verification: null,
  restore: null,
  failure: '',
  approval: null,
  restoreApproval: null,
};

/**
 * The backups, and what is done with them. All of it continues when the page is left; a notice gives the outcome wherever the person is by then.
 */
@Service()
export class BackupsStore {
  private readonly api = inject(BackupsApi);
  private readonly jobs = inject(JobsApi);
  private readonly notices = inject(Notices);
  private readonly stepUp = inject(StepUp);
  private readonly works = signal<ReadonlyMap<string, Work>>(new Map());
  /** Those that this person started and that are still running. */
  private readonly begun = new Set<string>();
  /** Also while nothing runs: the schedule may start one. */
  private readonly polling = poller({ look: () => this.refresh(), pace: () => this.pace(), calmEvery: 30_000 });
  private viewers = 0;

  readonly list = new PagedList<Backup>((cursor) => this.page(cursor));
  /** When the schedule comes to it; null until that is known. */
  readonly next = signal<NextBackups | null>(null);
  readonly isRunning = computed(() => this.list.items().some(({ state }) => state === 'running'));
  /** The backup whose panel is open: what comes of it is seen there. */
  readonly shown = signal<string | null>(null);

  /** Starts watching; returns a function that stops it. */
  join(): () => void {
    this.viewers++;
    void this.list.load().then(() => this.polling.start());
    void this.resume().catch(() => undefined); // the list says the outcome anyway
    return () => {
      this.viewers--;
      if (this.viewers === 0 && this.begun.size === 0) this.polling.stop();
    };
  }

  workOn(id: string): Work {
    return this.works().get(id) ?? noWork;
  }

  /** Resolves when it has started. */
  async make(label: string): Promise<void> {
    const id = await this.stepUp.around(() => this.api.create(label === '' ? {} : { label }));
    this.begun.add(id);
    await this.refresh();
    void this.polling.start();
  }

  async verify(id: string): Promise<void> {
    await this.do(id, 'verify', async () => this.verified(id, await this.stepUp.around(() => this.api.verify(id))));
  }

  async testRestore(id: string): Promise<void> {
    await this.do(id, 'test', async () => this.restored(id, await this.stepUp.around(() => this.api.testRestore(id))));
  }

  /** Whether it was deleted; otherwise a second person must approve it first. */
  async delete(id: string, reason: string): Promise<boolean> {
    const approval = await this.stepUp.around(() => this.api.delete(id, reason));
    if (approval === null) this.list.remove(id);
    this.change(id, { approval });
    return approval === null;
  }

  /** Whether it begins now; otherwise a second person must approve it first. */
  async restoreForReal(id: string, reason: string): Promise<boolean> {
    const restoreApproval = await this.stepUp.around(() => this.api.restore(id, reason));
    this.change(id, { restoreApproval });
    return restoreApproval === null;
  }

  private async verified(id: string, job: string): Promise<string> {
    const verification = BackupVerification.parse(await followJob(this.jobs, job, (progress) => this.change(id, { progress })));
    this.change(id, { verification });
    return verificationVerdict(verification).words;
  }

  private async restored(id: string, job: string): Promise<string> {
    const restore = BackupTestRestore.parse(await followJob(this.jobs, job, (progress) => this.change(id, { progress })));
    this.change(id, { restore });
    return restoreVerdict(restore).words;
  }

  /** Checks of this person that were under way when the portal was loaded again. */
  private async resume(): Promise<void> {
    const running = async (kind: string) =>
      (await this.jobs.newest(kind, 10)).items.filter(({ finishedAt }) => finishedAt === null);
    const [checks, restores] = await Promise.all([running(backupJobs.verify), running(backupJobs.testRestore)]);
    for (const { id: job, objectId: id } of checks)
      if (id !== null && this.workOn(id).doing === null) void this.do(id, 'verify', () => this.verified(id, job));
    for (const { id: job, objectId: id } of restores)
      if (id !== null && this.workOn(id).doing === null) void this.do(id, 'test', () => this.restored(id, job));
  }

  private async do(id: string, doing: 'verify' | 'test', act: () => Promise<string>): Promise<void> {
    this.change(id, { doing, progress: null, failure: '', ...(doing === 'verify' ? { verification: null } : { restore: null }) });
    let words: string;
    try {
      words = await act();
    } catch (failure) {
      words = wordsFor(failure);
      this.change(id, { failure: words });
    }
    this.change(id, { doing: null });
    await this.refresh();
    if (this.shown() !== id) this.notices.say(`${this.nameOf(id)}: ${words}`);
  }

  private change(id: string, change: Partial<Work>): void {
    this.works.update((works) => new Map(works).set(id, { ...(works.get(id) ?? noWork), ...change }));
  }

  private nameOf(id: string): string {
    const backup = this.list.items().find((each) => each.id === id);
    return backup === undefined ? $localize`Backup` : backupName(backup);
  }

  private pace(): Pace {
    if (this.viewers === 0 && this.begun.size === 0) return 'end';
    return this.isRunning() ? 'quick' : 'calm';
  }

  /** What the first page says now, without moving what is on the screen. A line that is down for a moment is no reason to say anything. */
  private async refresh(): Promise<void> {
    const page = await this.page(null, { background: true }).catch(() => null);
    if (page === null) return;
    const known = new Map(this.list.items().map((backup) => [backup.id, backup]));
    for (const backup of page.items.toReversed()) {
      if (known.has(backup.id)) this.list.replace(backup);
      else if (this.list.state() !== 'failed') this.list.putFirst(backup);
      this.tellEnd(backup);
    }
    const oldest = page.items.at(-1)?.createdAt ?? '';
    const listed = new Set(page.items.map(({ id }) => id));
    for (const { id, createdAt } of known.values())
      if (!listed.has(id) && (page.nextCursor === null || createdAt > oldest)) this.list.remove(id);
  }

  private async page(cursor: string | null, call: Call = {}): Promise<BackupList> {
    const page = await this.api.backups(cursor, call);
    this.next.set(page.next);
    return page;
  }

  private tellEnd(backup: Backup): void {
    if (backup.state === 'running' || !this.begun.delete(backup.id)) return;
    this.notices.say(endWords(backup));
  }
}
