import { TestBed } from '@angular/core/testing';
import { Connection } from './api/connection.js';
import { poller, type Pace, type Poller } from './polling.js';

describe('polling', () => {
  const look = vi.fn<() => Promise<void>>();
  let pace: Pace;
  let hidden: boolean;

  function aPoller(calmEvery?: number): Poller {
    return TestBed.runInInjectionContext(() =>
      poller({ look, pace: () => pace, ...(calmEvery === undefined ? {} : { calmEvery }) }),
    );
  }

  beforeEach(() => {
    vi.useFakeTimers();
    look.mockReset().mockResolvedValue();
    hidden = false;
    vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    TestBed.configureTestingModule({ providers: [Connection] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('looks soon at first, then every three seconds', async () => {
    pace = 'quick';
    void aPoller().start();
    for (const [after, looks] of [
      [300, 1],
      [700, 2],
      [1500, 3],
      [3000, 4],
      [2999, 4],
      [1, 5],
    ] as const) {
      await vi.advanceTimersByTimeAsync(after);
      expect(look).toHaveBeenCalledTimes(looks);
    }
  });

  it('goes on after a look that failed', async () => {
    pace = 'quick';
    look.mockRejectedValueOnce(new Error('away'));
    void aPoller().start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('ends by itself when nobody needs to know any more', async () => {
    pace = 'quick';
    const polling = aPoller();
    const ended = polling.start();
    look.mockImplementation(async () => {
      pace = 'end';
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await ended).toBe(true);
    expect(look).toHaveBeenCalledTimes(1);
    expect(polling.isRunning).toBe(false);
  });

  it('is one loop, however often it is started', async () => {
    pace = 'quick';
    const polling = aPoller();
    const first = polling.start();
    void polling.start();
    await vi.advanceTimersByTimeAsync(300);
    expect(await first).toBe(false);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('is over when it is stopped, also during a look', async () => {
    pace = 'quick';
    const polling = aPoller();
    const ended = polling.start();
    look.mockImplementation(async () => polling.stop());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await ended).toBe(false);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('ends with the page that it was made for', async () => {
    pace = 'quick';
    void aPoller().start();
    TestBed.resetTestingModule();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(look).not.toHaveBeenCalled();
  });

  it('takes its time when nothing is under way, and waits while the page is hidden', async () => {
    pace = 'calm';
    void aPoller(30_000).start();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(look).toHaveBeenCalledTimes(1);
    hidden = true;
    await vi.advanceTimersByTimeAsync(300_000);
    expect(look).toHaveBeenCalledTimes(1);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('looks at once when the page is seen again', async () => {
    pace = 'calm';
    void aPoller(30_000).start();
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('goes on looking at work that somebody waits for while the page is hidden', async () => {
    pace = 'quick';
    hidden = true;
    void aPoller().start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(look).toHaveBeenCalledTimes(2);
  });
});
