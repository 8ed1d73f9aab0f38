import { TestBed } from '@angular/core/testing';
import type { Job } from '#contracts/jobs.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { aJob, idOf, over } from '../testing.js';
import { IngestJobsStore } from './ingest-jobs-store.js';
import { JobsApi } from '../../../shared/jobs/jobs-api.js';

describe('jobs that read documents', () => {
  const newest = vi.fn<JobsApi['newest']>();
  const job = vi.fn<JobsApi['job']>();
  const cancel = vi.fn<JobsApi['cancel']>();
  const ended = vi.fn<(job: Job) => void>();
  let changed: () => void;
  let store: IngestJobsStore;

  beforeEach(() => {
    vi.useFakeTimers();
    newest.mockReset().mockResolvedValue({ items: [], nextCursor: null });
    job.mockReset();
    cancel.mockReset();
    ended.mockReset();
    TestBed.configureTestingModule({
      providers: [
        { provide: JobsApi, useValue: { newest, job, cancel } },
        { provide: Live, useValue: { on: (_kind: string, act: () => void) => ((changed = act), () => undefined) } },
      ],
    });
    store = TestBed.inject(IngestJobsStore);
    store.onEnd(ended);
  });
  afterEach(() => vi.useRealTimers());

  const answer = (...items: Job[]) => newest.mockResolvedValue({ items, nextCursor: null });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('are found again when somebody comes back, and followed until they end', async () => {
    answer(aJob({ state: 'running', progress: { done: 1, total: 3, unit: 'pages' } }));
    store.join();
    await pass(0);
    expect(store.byDocument().get(idOf(100))?.progress?.done).toBe(1);
    answer(aJob({ state: 'completed', ...over }));
    await pass(300);
    expect(ended).toHaveBeenCalledOnce();
    await pass(700);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('that are over stay over, whichever answer comes last', async () => {
    answer(aJob({ state: 'completed', ...over }));
    store.join();
    await pass(0);
    answer(aJob({ state: 'running' }));
    changed();
    await pass(2_000);
    expect(store.job(idOf(1))?.state).toBe('completed');
  });

  it('that were over before say nothing', async () => {
    answer(aJob({ state: 'completed', ...over }));
    store.join();
    await pass(0);
    expect(ended).not.toHaveBeenCalled();
  });

  it('are awaited although nobody watches, and older than what the list shows', async () => {
    job.mockResolvedValue(aJob({ id: idOf(5), state: 'failed', ...over }));
    store.await(idOf(5));
    await pass(300);
    expect(job).toHaveBeenCalledWith(idOf(5));
    expect(ended).toHaveBeenCalledOnce();
    const looks = newest.mock.calls.length;
    await pass(60_000);
    expect(newest).toHaveBeenCalledTimes(looks);
  });

  it('that exist no more are not asked for for ever', async () => {
    job.mockRejectedValue(new ApiProblem(404, 'job-not-found', 'No such job.'));
    store.await(idOf(5));
    await pass(60_000);
    expect(job).toHaveBeenCalledOnce();
  });

  it('are looked at when something changed, in at most one look a moment', async () => {
    store.join();
    await pass(10_000);
    const looks = newest.mock.calls.length;
    changed();
    changed();
    await pass(0);
    expect(newest).toHaveBeenCalledTimes(looks + 1);
    changed();
    changed();
    await pass(1_000);
    expect(newest).toHaveBeenCalledTimes(looks + 1);
    await pass(500);
    expect(newest).toHaveBeenCalledTimes(looks + 2);
  });

  it('nobody watches are not looked at', async () => {
    store.join()();
    await pass(0);
    newest.mockClear();
    changed();
    await pass(60_000);
    expect(newest).not.toHaveBeenCalled();
  });
});
