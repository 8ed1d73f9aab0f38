import { Service, computed, signal } from '@angular/core';
import {
  afterAct,
  endOf,
  sessionClock,
  tellActsEvery,
  untilNextLook,
  warningLength,
  type SessionClock,
  type SessionEnd,
} from './idle.rules.js';

/** `was-used`: tell the server that the person is there. `still-there`: look, without counting as an act, how the session stands. */
export type IdleQuestion = 'was-used' | 'still-there';

/**
 * Watches the session's two ends. Keys, presses and wheel turns count as acts of the person; calls made by the page itself do not.
 * Before it warns and before it declares an end it asks the server, since another tab may have been used meanwhile.
 */
@Service()
export class IdleClock {
  private readonly clock = signal<SessionClock | null>(null);
  private readonly now = signal(Date.now());
  private serverSkew = 0;
  private lastToldAct = 0;
  private askedAboutWarning = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ask: (question: IdleQuestion) => void = () => undefined;

  /** Milliseconds left, once the warning has begun; null before. */
  readonly warning = computed(() => {
    const clock = this.clock();
    if (clock === null) return null;
    const left = endOf(clock).at - this.now();
    return left <= warningLength ? { left: Math.max(0, left), why: endOf(clock).why } : null;
  });

  constructor() {
    for (const act of ['keydown', 'pointerdown', 'wheel', 'touchstart']) {
      addEventListener(act, () => this.acted(), { capture: true, passive: true });
    }
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.look();
    });
  }

  onQuestion(ask: (question: IdleQuestion) => void): void {
    this.ask = ask;
  }

  start(session: { idleExpiresAt: string; absoluteExpiresAt: string } | null): void {
    const now = Date.now();
    const before = this.clock();
    const next = session === null ? null : sessionClock(session, now, now + this.serverSkew);
    // A look in the background finds a session part spent: how long one lives is known from the first, full one.
    this.clock.set(
      next !== null && before !== null ? { ...next, idleLength: Math.max(next.idleLength, before.idleLength) } : next,
    );
    this.now.set(now);
    this.schedule();
  }

  answered(call: { readonly background: boolean; readonly serverNow: number | null }): void {
    const now = Date.now();
    // The header has whole seconds; a smaller difference is rounding, not skew.
    if (call.serverNow !== null) this.serverSkew = Math.abs(call.serverNow - now) > 2000 ? call.serverNow - now : 0;
    if (call.background) return;
    this.lastToldAct = now;
    this.askedAboutWarning = false;
    this.clock.update((clock) => (clock === null ? null : afterAct(clock, now)));
    this.schedule();
  }

  isOver(): boolean {
    const clock = this.clock();
    return clock !== null && endOf(clock).at <= Date.now();
  }

  /** Which end has been reached, as far as this page can tell. */
  endedBy(): SessionEnd | null {
    const clock = this.clock();
    if (clock === null) return null;
    // The server may round down: within five seconds of the end a refusal is that end.
    return endOf(clock).at - 5000 <= Date.now() ? endOf(clock).why : null;
  }

  private acted(): void {
    const now = Date.now();
    if (this.clock() === null || now - this.lastToldAct < tellActsEvery) return;
    this.lastToldAct = now;
    this.ask('was-used');
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const clock = this.clock();
    if (clock === null) return;
    this.timer = setTimeout(() => this.look(), untilNextLook(clock, Date.now()));
  }

  private look(): void {
    const clock = this.clock();
    if (clock === null) return;
    const now = Date.now();
    const left = endOf(clock).at - now;
    if (left <= 0) this.ask('still-there');
    if (left > 0 && left <= warningLength && !this.askedAboutWarning) {
      this.askedAboutWarning = true;
      this.ask('still-there');
    }
    this.now.set(now);
    this.schedule();
  }
}
