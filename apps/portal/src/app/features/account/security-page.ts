import { Component, computed, inject, input } from '@angular/core';
import { Notices } from '../../core/notices.js';
import { SignInMethodsStore } from '../../core/session/sign-in-methods-store.js';
import { Session } from '../../core/session/session.js';
import { PasswordForm } from '../../shared/credentials/password-form.js';
import { PasskeyListing } from './passkeys/passkey-list.js';
import { RecoveryCodeStock } from './second-factor/recovery-code-stock.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { SsoLink } from './sso/sso-link.js';

/** How a person proves who they are. */
@Component({
  selector: 'cm-security-page',
  imports: [PasskeyListing, PasswordForm, RecoveryCodeStock, SecondFactor, SsoLink],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <h1 i18n>Signing in</h1>
      <section class="cm-part" aria-labelledby="password-heading">
        <h2 i18n id="password-heading">Password</h2>
        <p i18n class="cm-soft">Changing it ends all your other sessions.</p>
        <cm-password-form class="narrow" (changed)="sayChanged()" />
      </section>
      <cm-passkey-list class="cm-part part" />
      <cm-second-factor class="cm-part part" />
      @if (session.me()?.mfa?.enrolled) {
        <cm-recovery-code-stock class="cm-part part" />
      }
      @if (offersSso()) {
        <cm-sso-link class="cm-part part" [answer]="sso()" />
      }
    </div>
  `,
  styles: `
    .narrow {
      display: block;
      max-width: 24rem;
    }
    .part {
      display: block;
    }
  `,
})
export class SecurityPage {
  private readonly signInMethods = inject(SignInMethodsStore);
  private readonly notices = inject(Notices);
  protected readonly session = inject(Session);

  /** From the address, for somebody who comes back from single sign-on. */
  readonly sso = input<string>();

  protected readonly offersSso = computed(() => (this.signInMethods.open()?.sso ?? null) !== null);

  constructor() {
    void this.signInMethods.known().catch(() => undefined);
  }

  protected sayChanged(): void {
    this.notices.say($localize`Password changed. All your other sessions have ended.`);
  }
}
