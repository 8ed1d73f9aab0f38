import { TestBed } from '@angular/core/testing';
import { IdleClock, type IdleQuestion } from './idle-clock.js';

const minute = 60_000;

describe('the watch over an idle session', () => {
  let questions: IdleQuestion[];
  let clock: IdleClock;

  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-21T10:00:00.000Z') });
    questions = [];
    clock = TestBed.inject(IdleClock);
    clock.onQuestion((question) => questions.push(question));
    clock.start({ idleExpiresAt: '2026-11-21T10:15:00.000Z', absoluteExpiresAt: '2026-11-21T22:00:00.000Z' });
    clock.answered({ background: false, serverNow: Date.now() });
  });
  afterEach(() => {
    clock.start(null);
    vi.useRealTimers();
  });

  it('warns in the last two minutes, after asking whether another tab was used', () => {
    vi.advanceTimersByTime(13 * minute - 1);
    expect(clock.warning()).toBeNull();

    vi.advanceTimersByTime(1001);
    expect(questions).toEqual(['still-there']);
    expect(clock.warning()).toEqual({ left: 119_000, why: 'idle' });
  });

  it('stops warning when another tab was used', () => {
    vi.advanceTimersByTime(13 * minute + 1000);
    clock.start({ idleExpiresAt: '2026-11-21T10:27:00.000Z', absoluteExpiresAt: '2026-11-21T22:00:00.000Z' });

    expect(clock.warning()).toBeNull();
  });

  it('asks once more at the end, before it calls the session ended', () => {
    vi.advanceTimersByTime(15 * minute);

    expect(questions).toEqual(['still-there', 'still-there']);
    expect(clock.isOver()).toBe(true);
    expect(clock.endedBy()).toBe('idle');
  });

  it('tells the server of acts, at most once a minute', () => {
    vi.advanceTimersByTime(2 * minute);
    for (let key = 0; key < 20; key++) {
      dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
      vi.advanceTimersByTime(1000);
    }

    expect(questions).toEqual(['was-used']);
  });

  it('starts again with an act that the server answered, but not with a call in the background', () => {
    vi.advanceTimersByTime(10 * minute);
    clock.answered({ background: true, serverNow: Date.now() });
    expect(clock.endedBy()).toBeNull();
    vi.advanceTimersByTime(3 * minute + 1000);
    expect(clock.warning()).not.toBeNull();

    clock.answered({ background: false, serverNow: Date.now() });
    vi.advanceTimersByTime(12 * minute);
    expect(clock.warning()).toBeNull();
  });

  it('knows its full length although a look in the background finds it part spent', () => {
    vi.advanceTimersByTime(10 * minute);
    clock.start({ idleExpiresAt: '2026-11-21T10:15:00.000Z', absoluteExpiresAt: '2026-11-21T22:00:00.000Z' });
    clock.answered({ background: false, serverNow: Date.now() });
    vi.advanceTimersByTime(12 * minute);

    expect(clock.warning()).toBeNull();
  });

  it('says that a full session ends by its length', () => {
    clock.start({ idleExpiresAt: '2026-11-21T10:15:00.000Z', absoluteExpiresAt: '2026-11-21T10:01:00.000Z' });
    vi.advanceTimersByTime(1000);

    expect(clock.warning()).toMatchObject({ why: 'absolute' });
  });
});
