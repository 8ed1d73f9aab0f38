import { Component, inject } from '@angular/core';
import { Notices } from '../../core/notices.js';
import { PasswordForm } from '../../shared/password-form.js';
import { SecondFactor } from './second-factor.js';

/** How a person proves who they are. */
@Component({
  selector: 'cm-security-page',
  imports: [PasswordForm, SecondFactor],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <h1>Signing in</h1>
      <section class="cm-part" aria-labelledby="password-heading">
        <h2 id="password-heading">Password</h2>
        <p class="cm-soft">Changing it ends all your other sessions.</p>
        <cm-password-form class="narrow" (changed)="sayChanged()" />
      </section>
      <cm-second-factor class="cm-part factor" />
    </div>
  `,
  styles: `
    .narrow {
      display: block;
      max-width: 24rem;
    }
    .factor {
      display: block;
    }
  `,
})
export class SecurityPage {
  private readonly notices = inject(Notices);

  protected sayChanged(): void {
    this.notices.say('Your password is changed. All other sessions of yours have ended.');
  }
}
