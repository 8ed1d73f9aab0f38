import { Component, inject } from '@angular/core';
import { Notices } from '../../core/notices.js';
import { PasswordForm } from '../../shared/password-form.js';

/** How a person proves who they are. */
@Component({
  selector: 'cm-security-page',
  imports: [PasswordForm],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <h1>Password</h1>
      <p class="cm-soft lead">Changing it ends all your other sessions.</p>
      <cm-password-form class="narrow" (changed)="sayChanged()" />
    </div>
  `,
  styles: `
    .lead {
      margin-top: var(--space-2);
    }
    .narrow {
      display: block;
      max-width: 24rem;
    }
  `,
})
export class SecurityPage {
  private readonly notices = inject(Notices);

  protected sayChanged(): void {
    this.notices.say('Your password is changed. All other sessions of yours have ended.');
  }
}
