import type { Job } from '#contracts/jobs.js';
import { followJob } from './follow-job.js';

const running = { state: 'running', finishedAt: null, result: null, problem: null };
const over = { ...running, state: 'completed', finishedAt: '2026-11-21T10:01:00.000Z' };

describe('following a job', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const followed = (...answers: (object | Error)[]) => {
    const seen: unknown[] = [];
    const job = () => {
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as Job);
    };
    return { seen, end: followJob({ job }, 'a', (progress) => seen.push(progress)) };
  };

  it('says how far it is until there is a result, over a line that was down', async () => {
    const progress = { done: 3, total: 4, unit: 'bytes' };
    const { seen, end } = followed(
      { ...running, progress: null },
      new Error('down'),
      { ...running, progress },
      { ...over, progress, result: { valid: true } },
    );
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await end).toEqual({ valid: true });
    expect(seen).toEqual([null, progress, progress]);
  });

  it('fails as the job did', async () => {
    const problem = { status: 409, code: 'test-restore-running', detail: 'Another one is running.' };
    const { end } = followed({ ...over, state: 'failed', progress: null, problem });
    await expect(end).rejects.toThrow('Another one is running.');
  });

  it('gives up when the line stays down', async () => {
    const { end } = followed(...Array.from({ length: 30 }, () => new Error('down')));
    const failed = expect(end).rejects.toThrow('down');
    await vi.advanceTimersByTimeAsync(60_000);
    await failed;
  });
});
