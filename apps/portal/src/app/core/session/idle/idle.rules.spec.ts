import { afterAct, endOf, minutesAndSeconds, sessionClock, untilNextLook, type SessionClock } from './idle.rules.js';

const minute = 60_000;
const clock: SessionClock = { idleEndsAt: 15 * minute, absoluteEndsAt: 720 * minute, idleLength: 15 * minute };

describe('the clock of a session', () => {
  it('reads the server’s times in this machine’s time', () => {
    const session = { idleExpiresAt: '2026-11-21T10:15:00.000Z', absoluteExpiresAt: '2026-11-21T22:00:00.000Z' };
    const serverNow = Date.parse('2026-11-21T10:00:00.000Z');

    const read = sessionClock(session, serverNow - 5 * minute, serverNow);

    expect(read).toEqual({
      idleEndsAt: serverNow + 10 * minute,
      absoluteEndsAt: serverNow + 715 * minute,
      idleLength: 15 * minute,
    });
  });

  it('starts the idle time again with an act, and never shortens it', () => {
    expect(afterAct(clock, 4 * minute).idleEndsAt).toBe(19 * minute);
    expect(afterAct(clock, -4 * minute).idleEndsAt).toBe(15 * minute);
  });

  it.each([
    ['idle', clock, { at: 15 * minute, why: 'idle' }],
    ['full length', { ...clock, absoluteEndsAt: 3 * minute }, { at: 3 * minute, why: 'absolute' }],
  ] as const)('ends by the nearer of its ends: %s', (_name, at, end) => {
    expect(endOf(at)).toEqual(end);
  });

  it.each([
    ['before the warning: when it begins', 0, 13 * minute],
    ['in the warning: at the next whole second', 15 * minute - 1500, 500],
    ['on a whole second: at the next', 15 * minute - 2000, 1000],
    ['after the end: in a second, not at once', 16 * minute, 1000],
  ])('looks again %s', (_name, now, wait) => {
    expect(untilNextLook(clock, now)).toBe(wait);
  });

  it.each([
    [119_500, '2:00'],
    [65_000, '1:05'],
    [900, '0:01'],
    [-5, '0:00'],
  ])('writes %i milliseconds as %s', (ms, words) => {
    expect(minutesAndSeconds(ms)).toBe(words);
  });
});
