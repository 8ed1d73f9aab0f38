import { Service, inject } from '@angular/core';
import type { SsoPurpose } from '#contracts/auth/sso.js';
import { SessionApi } from '../session-api.js';

/** For what the person is at the provider, and the page to return to: a path of this site, no more. */
const purposeKey = 'cm-flow';
const backKey = 'cm-back';

/** The way to the provider of single sign-on. What comes back, comes back as a fresh page. */
@Service()
export class SsoRedirect {
  private readonly api = inject(SessionApi);

  async leave(purpose: SsoPurpose, back?: string): Promise<void> {
    const provider = await this.api.startSso(purpose);
    sessionStorage.setItem(purposeKey, purpose);
    if (back === undefined) sessionStorage.removeItem(backKey);
    else sessionStorage.setItem(backKey, back);
    location.assign(provider);
  }

  /** For what this tab last went to the provider; null when it did not, or has taken that up again. */
  purpose(): string | null {
    return sessionStorage.getItem(purposeKey);
  }

  takeBack(): string | undefined {
    const back = sessionStorage.getItem(backKey) ?? undefined;
    sessionStorage.removeItem(backKey);
    sessionStorage.removeItem(purposeKey);
    return back;
  }
}
