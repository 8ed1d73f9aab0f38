import { Service, inject } from '@angular/core';
import { SessionApi } from './session-api.js';

/** The page to return to, while the person is at the provider: a path of this site, no more. */
const backKey = 'cm-back';

/** The way to the provider of single sign-on. What comes back, comes back as a fresh page. */
@Service()
export class SsoDoor {
  private readonly api = inject(SessionApi);

  /** `link`: to join the account there to the one that is signed in here. */
  async leave(to: 'sign-in' | 'link', back?: string): Promise<void> {
    const provider = await this.api.startSso(to === 'link' ? 'true' : 'false');
    if (back === undefined) sessionStorage.removeItem(backKey);
    else sessionStorage.setItem(backKey, back);
    location.assign(provider);
  }

  takeBack(): string | undefined {
    const back = sessionStorage.getItem(backKey) ?? undefined;
    sessionStorage.removeItem(backKey);
    return back;
  }
}
