import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Job } from '#contracts/jobs.js';
import type { UploadedFile } from '#contracts/rag.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { IngestJobsStore } from '../jobs/ingest-jobs-store.js';
import { aJob, idOf, over } from '../testing.js';
import { UploadsApi } from './uploads-api.js';
import { UploadsStore } from './uploads-store.js';

const into = { collectionId: idOf(10), documentId: null };
const chosen = (...names: string[]) => names.map((name) => ({ file: new File(['text'], name), path: name }));
const accepted = (number: number): UploadedFile => ({
  fileName: 'a.md',
  document: { id: idOf(100 + number), title: 'a', state: 'processing' },
  job: { id: idOf(number) },
  problem: null,
});

describe('files on their way into a collection', () => {
  const send = vi.fn<UploadsApi['send']>();
  const say = vi.fn();
  const known = signal<ReadonlyMap<string, Job>>(new Map());
  const jobs = {
    job: (id: string) => known().get(id),
    await: vi.fn(),
    cancel: vi.fn<(id: string) => Promise<void>>(),
    onEnd: vi.fn<(act: (job: Job) => void) => () => void>(),
  };
  let endSession: () => Promise<void>;
  let store: UploadsStore;

  beforeEach(() => {
    send.mockReset();
    say.mockReset();
    jobs.await.mockReset();
    jobs.cancel.mockReset().mockResolvedValue();
    jobs.onEnd.mockReset();
    known.set(new Map());
    TestBed.configureTestingModule({
      providers: [
        { provide: UploadsApi, useValue: { send } },
        { provide: IngestJobsStore, useValue: jobs },
        { provide: Session, useValue: { beforeLeaving: (act: () => Promise<void>) => (endSession = act) } },
        { provide: Notices, useValue: { say, attempt: (act: () => Promise<unknown>) => act() } },
      ],
    });
    store = TestBed.inject(UploadsStore);
    store.shown.set(idOf(10));
  });

  const words = () => store.viewsOf(idOf(10)).map((view) => view.words);
  const settled = () => vi.waitFor(() => expect(store.views().some(({ upload }) => upload.phase === 'sending')).toBe(false));

  it('go two at a time, each with its own progress, and are followed by their jobs', async () => {
    const finish: (() => void)[] = [];
    send.mockImplementation(
      (_file, _to, { onProgress }) =>
        new Promise((resolve) => {
          onProgress(finish.length === 0 ? 2 : 0);
          finish.push(() => resolve(accepted(finish.length)));
        }),
    );
    store.add(chosen('a.md', 'b.md', 'c.md'), into);
    expect(words()).toEqual(['Uploading, 50 %', 'Uploading, 0 %', 'Waiting']);
    finish[0]!();
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(3));
    expect(words()[0]).toBe('Waiting to be read');
    expect(jobs.await).toHaveBeenCalledOnce();
  });

  it('say why they were refused, and others go on', async () => {
    const problem = { type: '', title: '', status: 422, code: 'file-empty', detail: 'The file is empty.' };
    send
      .mockResolvedValueOnce({ fileName: 'a.md', document: null, job: null, problem })
      .mockRejectedValueOnce(new ApiProblem(413, 'file-too-large', 'Too large.'))
      .mockResolvedValueOnce(accepted(3));
    store.add(chosen('a.md', 'b.md', 'c.md'), into);
    await vi.waitFor(() => expect(jobs.await).toHaveBeenCalledWith(idOf(3)));
    const shown = store.viewsOf(idOf(10)).map(({ outcome, problem: why, canRetry }) => [outcome, why, canRetry]);
    expect(shown).toEqual([
      ['refused', 'The file is empty.', false],
      ['refused', 'Too large.', false],
      [null, '', false],
    ]);
  });

  it('that did not arrive are sent again where they were going', async () => {
    send.mockRejectedValueOnce(new ApiProblem(0, 'unreachable', 'Can’t reach Chat Man.')).mockResolvedValueOnce(accepted(1));
    store.add(chosen('a.md'), into);
    await settled();
    store.retry(store.views()[0]!);
    await vi.waitFor(() => expect(jobs.await).toHaveBeenCalledWith(idOf(1)));
    expect(send.mock.calls.map(([, to]) => to)).toEqual([into, into]);
  });

  it('that could not be read are sent again as the next version of the document', async () => {
    send.mockResolvedValueOnce(accepted(1)).mockResolvedValueOnce(accepted(2));
    store.add(chosen('a.md'), into);
    await settled();
    known.set(new Map([[idOf(1), aJob({ state: 'failed', ...over })]]));
    store.retry(store.views()[0]!);
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send.mock.calls[1]?.[1]).toEqual({ collectionId: idOf(10), documentId: idOf(101) });
  });

  it('are cancelled while they wait, leave, or are read', async () => {
    send.mockImplementation(
      (_file, _to, { signal: cancelled }) =>
        new Promise((_, reject) => cancelled.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))),
    );
    store.add(chosen('a.md', 'b.md', 'c.md'), into);
    const [leaving, , waiting] = store.views();
    await store.cancel(waiting!.upload);
    await store.cancel(leaving!.upload);
    await vi.waitFor(() => expect(words()).toEqual(['Cancelled', 'Uploading, 0 %', 'Cancelled']));
    await store.cancel({ ...leaving!.upload, phase: 'sent', jobId: idOf(7) });
    expect(jobs.cancel).toHaveBeenCalledWith(idOf(7));
  });

  it('end with the session', async () => {
    let aborted = false;
    send.mockImplementation(
      (_file, _to, { signal: ended }) => new Promise(() => ended.addEventListener('abort', () => (aborted = true))),
    );
    store.add(chosen('a.md', 'b.md', 'c.md'), into);
    await endSession();
    expect(aborted).toBe(true);
    expect(store.views()).toEqual([]);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('leave a notice once all are over, where nobody looks at them', async () => {
    send.mockResolvedValue(accepted(1));
    store.add(chosen('a.md'), into);
    await settled();
    store.shown.set(null);
    known.set(new Map([[idOf(1), aJob({ state: 'completed', ...over })]]));
    jobs.onEnd.mock.calls[0]![0](aJob({ id: idOf(2) }));
    expect(say).not.toHaveBeenCalled();
    jobs.onEnd.mock.calls[0]![0](aJob());
    expect(say.mock.calls).toEqual([['Upload finished: 1 file ready.']]);
    expect(store.views()).toEqual([]);
  });

  it('are taken out of the list when they are over', async () => {
    send.mockRejectedValueOnce(new ApiProblem(422, 'file-empty', 'Empty.')).mockResolvedValueOnce(accepted(1));
    store.add(chosen('a.md', 'b.md'), into);
    await settled();
    store.clear(idOf(10));
    expect(store.views().map(({ upload }) => upload.name)).toEqual(['b.md']);
  });
});
