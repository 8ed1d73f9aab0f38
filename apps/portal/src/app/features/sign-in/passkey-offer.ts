import { DestroyRef, Injectable, inject } from '@angular/core';
import type { Assertion } from '#contracts/auth/factors/passkeys.js';
import { Passkeys } from '../../core/session/passkeys/passkeys.js';

/** A challenge waits for five minutes; the offer is renewed before. */
const renewedEvery = 4 * 60_000;

/** Has the browser offer passkeys in the field for the username, for as long as the page is open. */
@Injectable()
export class PasskeyOffer {
  private readonly passkeys = inject(Passkeys);
  private renewal: ReturnType<typeof setInterval> | undefined;
  private isWanted = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.end());
  }

  /** Begins when the page has nothing more urgent to do: nobody waits for it. */
  async begin(chosen: (passkey: Assertion) => void): Promise<void> {
    this.isWanted = true;
    if (!(await this.passkeys.canBeOffered())) return;
    await idle();
    if (!this.isWanted || this.renewal !== undefined) return;
    const offer = async (): Promise<void> => {
      const passkey = await this.passkeys.offer();
      if (passkey !== null && this.isWanted) chosen(passkey);
    };
    this.renewal = setInterval(() => void offer(), renewedEvery);
    await offer();
  }

  end(): void {
    this.isWanted = false;
    if (this.renewal === undefined) return;
    clearInterval(this.renewal);
    this.renewal = undefined;
    void this.passkeys.takeBack();
  }
}

function idle(): Promise<void> {
  // Safari has no word for it.
  if (!('requestIdleCallback' in window)) return new Promise((resolve) => setTimeout(resolve, 500));
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 3000 }));
}
