import { TestBed } from '@angular/core/testing';
import { PortalApi } from './api/portal-api.js';
import { SessionApi } from './session/session-api.js';
import { WaitingStore } from './waiting-store.js';

describe('what waits for a person', () => {
  const read = vi.fn();
  let waiting: WaitingStore;
  let first: unknown = null;

  beforeEach(() => {
    vi.useFakeTimers();
    read.mockReset().mockResolvedValue({ notices: 2, approvals: 1, roleRequests: 3, alerts: 0 });
    TestBed.configureTestingModule({
      providers: [
        { provide: PortalApi, useValue: { read } },
        { provide: SessionApi, useValue: { takeFirstWaiting: () => first } },
      ],
    });
    waiting = TestBed.inject(WaitingStore);
  });
  afterEach(() => vi.useRealTimers());

  it('is added up by kind', async () => {
    await waiting.refresh();
    expect(waiting.of(['approvals', 'roleRequests'])).toBe(4);
    expect(waiting.of(['notices'])).toBe(2);
    expect(waiting.of(undefined)).toBe(0);
  });

  it('is asked for once, however fast somebody goes from page to page', async () => {
    for (let page = 0; page < 20; page++) await waiting.refresh();
    expect(read).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10_000);
    await waiting.refresh();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is asked for at once after a decision, and never as an act of the person', async () => {
    await waiting.refresh();
    await waiting.changed();
    expect(read).toHaveBeenCalledTimes(2);
    expect(read.mock.calls.every(([, , call]) => (call as { background: boolean }).background)).toBe(true);
  });

  it('stays as it was when the API does not answer', async () => {
    await waiting.refresh();
    read.mockRejectedValue(new Error('away'));
    await waiting.changed();
    expect(waiting.of(['notices'])).toBe(2);
  });

  it('is not asked for again right after the start of the page has told it', async () => {
    first = { notices: 5, approvals: 0, roleRequests: 0, alerts: 0 };
    TestBed.resetTestingModule().configureTestingModule({
      providers: [
        { provide: PortalApi, useValue: { read } },
        { provide: SessionApi, useValue: { takeFirstWaiting: () => first } },
      ],
    });
    const told = TestBed.inject(WaitingStore);
    await told.refresh();
    expect(told.of(['notices'])).toBe(5);
    expect(read).not.toHaveBeenCalled();
    first = null;
  });
});
