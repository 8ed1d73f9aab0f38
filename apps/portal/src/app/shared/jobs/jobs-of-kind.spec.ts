import type { Job } from '#contracts/jobs.js';
import { ApiProblem } from '../../core/api/api-problem.js';
import { JobsOfKind } from './jobs-of-kind.js';
import type { JobsApi } from './jobs-api.js';

const aJob = (more: Partial<Job>): Job => ({
  id: '01935000-0000-7000-8000-000000000001',
  kind: 'chat.import',
  state: 'running',
  progress: null,
  message: null,
  result: null,
  problem: null,
  objectId: null,
  createdAt: '2026-11-21T10:00:00.000Z',
  startedAt: '2026-11-21T10:00:00.000Z',
  finishedAt: null,
  ...more,
});
const over = { state: 'completed', finishedAt: '2026-11-21T10:01:00.000Z' } as const;

describe('jobs of a kind', () => {
  const newest = vi.fn<JobsApi['newest']>();
  const cancel = vi.fn<JobsApi['cancel']>();
  const ended = vi.fn();
  let jobs: JobsOfKind;

  beforeEach(() => {
    newest.mockReset();
    cancel.mockReset();
    ended.mockReset();
    jobs = new JobsOfKind('chat.import', { newest, cancel } as Partial<JobsApi> as JobsApi, ended);
  });
  const answer = (...items: Job[]) => newest.mockResolvedValue({ items, nextCursor: null });

  it('says that one has ended once, and only one that was seen running', async () => {
    answer(aJob({}), aJob({ id: '01935000-0000-7000-8000-000000000002', ...over }));
    await jobs.look();
    expect(jobs.isAnyRunning()).toBe(true);
    answer(aJob(over));
    await jobs.look();
    await jobs.look();
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ state: 'completed' }));
    expect(jobs.isAnyRunning()).toBe(false);
  });

  it('shows what a cancelled one has become', async () => {
    answer(aJob({}));
    await jobs.look();
    cancel.mockResolvedValue(aJob({ ...over, state: 'cancelled' }));
    await jobs.cancel('01935000-0000-7000-8000-000000000001');
    expect(jobs.all()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('has failed only as long as nothing is known', async () => {
    newest.mockRejectedValue(new ApiProblem(503, 'unavailable', 'Not now.'));
    await expect(jobs.look()).rejects.toThrow();
    expect([jobs.state(), jobs.failure()]).toEqual(['failed', 'Not now.']);
    answer();
    await jobs.look();
    expect(jobs.state()).toBe('ready');
    newest.mockRejectedValue(new ApiProblem(503, 'unavailable', 'Not now.'));
    await expect(jobs.look()).rejects.toThrow();
    expect(jobs.state()).toBe('ready');
  });
});
