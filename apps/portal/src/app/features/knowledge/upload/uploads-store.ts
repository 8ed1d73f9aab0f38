import { Service, computed, inject, signal } from '@angular/core';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { IngestJobsStore } from '../jobs/ingest-jobs-store.js';
import type { ChosenFile } from '../../../shared/files/chosen-file.js';
import type { Destination, Upload } from './upload.js';
import { saidOfUploads, uploadView, type UploadView } from './upload-view.rules.js';
import { UploadsApi } from './uploads-api.js';
import { problemWords } from '../../../../locale/problems.js';

/** Files that are sent at once. More would only share one line. */
const atOnce = 2;

/** Files on their way into collections. They go on when the page is left; a notice gives the outcome wherever the person is by then. */
@Service()
export class UploadsStore {
  private readonly api = inject(UploadsApi);
  private readonly jobs = inject(IngestJobsStore);
  private readonly notices = inject(Notices);
  private readonly all = signal<readonly Upload[]>([]);
  private readonly sending = new Map<number, AbortController>();
  private made = 0;

  /** The collection whose page is open: what comes of its files is seen there. */
  readonly shown = signal<string | null>(null);
  readonly views = computed(() =>
    this.all().map((upload) => uploadView(upload, upload.jobId === null ? undefined : this.jobs.job(upload.jobId))),
  );

  constructor() {
    this.jobs.onEnd(({ id }) => this.tellEnd(this.all().find(({ jobId }) => jobId === id)?.to.collectionId));
    inject(Session).beforeLeaving(() => Promise.resolve(this.stopAll()));
    addEventListener('beforeunload', (event) => {
      if (this.all().some(({ phase }) => phase === 'waiting' || phase === 'sending')) event.preventDefault();
    });
  }

  viewsOf(collectionId: string): readonly UploadView[] {
    return this.views().filter(({ upload }) => upload.to.collectionId === collectionId);
  }

  add(files: readonly ChosenFile[], to: Destination): void {
    const added = files.map(({ file, path }): Upload => ({
      id: ++this.made,
      to,
      file,
      name: path,
      phase: 'waiting',
      sent: 0,
      jobId: null,
      documentId: to.documentId,
      problem: '',
    }));
    this.all.update((all) => [...added, ...all]);
    this.pump();
  }

  async cancel({ id, phase, jobId }: Upload): Promise<void> {
    if (phase === 'waiting') this.change(id, { phase: 'cancelled' });
    this.sending.get(id)?.abort();
    if (jobId !== null) await this.notices.attempt(() => this.jobs.cancel(jobId));
  }

  /** Sends the file again. A document that could not be read gets it as its next version. */
  retry({ upload, outcome }: UploadView): void {
    const to = outcome === 'failed' ? { ...upload.to, documentId: upload.documentId } : upload.to;
    this.change(upload.id, { to, phase: 'waiting', sent: 0, jobId: null, problem: '' });
    this.pump();
  }

  /** Takes what is over out of the list. */
  clear(collectionId: string): void {
    const over = new Set(this.viewsOf(collectionId).flatMap(({ upload, outcome }) => (outcome === null ? [] : [upload.id])));
    this.all.update((all) => all.filter(({ id }) => !over.has(id)));
  }

  /** The session is over: nothing of it goes on, and nothing asks whether the page may be left. */
  private stopAll(): void {
    this.all.set([]);
    for (const cancelled of this.sending.values()) cancelled.abort();
  }

  private pump(): void {
    const waiting = this.all().filter(({ phase }) => phase === 'waiting');
    for (const upload of waiting.slice(0, Math.max(0, atOnce - this.sending.size))) void this.send(upload);
  }

  private async send({ id, file, name, to }: Upload): Promise<void> {
    const cancelled = new AbortController();
    this.sending.set(id, cancelled);
    this.change(id, { phase: 'sending' });
    // The form around a file is a little larger than the file.
    const onProgress = (bytes: number) => this.change(id, { sent: Math.min(bytes, file.size) });
    try {
      const { document, job, problem } = await this.api.send({ file, path: name }, to, { signal: cancelled.signal, onProgress });
      if (job === null)
        this.change(id, {
          phase: 'refused',
          problem: problem ? problemWords(problem.code, problem.detail) : $localize`This file was refused.`,
        });
      else {
        this.change(id, { phase: 'sent', sent: file.size, jobId: job.id, documentId: document?.id ?? null });
        this.jobs.await(job.id);
      }
    } catch (failure) {
      if (cancelled.signal.aborted) this.change(id, { phase: 'cancelled' });
      else this.change(id, { phase: isRefusal(failure) ? 'refused' : 'failed', problem: wordsFor(failure) });
    }
    this.sending.delete(id);
    this.pump();
    this.tellEnd(to.collectionId);
  }

  private change(id: number, change: Partial<Upload>): void {
    this.all.update((all) => all.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  /** Elsewhere than on the page of the collection, once all of its files are over. */
  private tellEnd(collectionId: string | undefined): void {
    if (collectionId === undefined || collectionId === this.shown()) return;
    const views = this.viewsOf(collectionId);
    if (views.some(({ outcome }) => outcome === null)) return;
    this.notices.say($localize`Upload finished: ${saidOfUploads(views)}`);
    this.clear(collectionId);
  }
}

/** The API looked at the file and doesn't take it: sending it again would change nothing. */
function isRefusal(failure: unknown): boolean {
  return failure instanceof ApiProblem && [409, 413, 422].includes(failure.status);
}
