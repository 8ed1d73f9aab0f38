import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { StateMark } from '../../../shared/state-mark.js';
import { AccountApi } from '../account-api.js';
import { appRemovalConsequences } from '../passkeys/factor-removal.rules.js';
import { SecondFactorEnrolment } from './second-factor-enrolment.js';

/** Whether a code of an app is a second factor, and the way to change that. */
@Component({
  selector: 'cm-second-factor',
  imports: [MatButton, SecondFactorEnrolment, StateMark],
  template: `
    <h2>
      <ng-container i18n>Authenticator app </ng-container>
      @if (session.me()?.mfa?.app) {
        <cm-state-mark i18n kind="good">On</cm-state-mark>
      } @else if (!enrolling()) {
        <cm-state-mark i18n>Off</cm-state-mark>
      }
    </h2>
    @if (enrolling()) {
      <cm-second-factor-enrolment (finished)="finished()" />
    } @else if (session.me()?.mfa?.app) {
      <p i18n class="cm-soft">
        After your password, you sign in with a code from the app{{ session.me()?.mfa?.passkeys ? texts.orOneOfYour : '' }}.
      </p>
      <button i18n matButton="outlined" class="act" type="button" (click)="remove()">Turn it off</button>
    } @else {
      <p class="cm-soft">
        <ng-container i18n>With an authenticator app, a stolen password isn’t enough to sign in. </ng-container>
        @if (session.me()?.mfa?.required && !session.me()?.mfa?.enrolled) {
          <ng-container i18n>Your role requires this or a passkey.</ng-container>
        }
      </p>
      <button i18n matButton="outlined" class="act" type="button" (click)="enrolling.set(true)">
        Set up an authenticator app
      </button>
    }
  `,
  styles: `
    h2 {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
      margin-bottom: var(--space-2);
    }
    cm-state-mark {
      letter-spacing: 0;
      font-weight: 400;
    }
    .act {
      margin-top: var(--space-3);
    }
  `,
})
export class SecondFactor {
  protected readonly texts = {
    orOneOfYour: $localize`, or one of your passkeys`,
  };
  protected readonly session = inject(Session);
  private readonly api = inject(AccountApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly stepUp = inject(StepUp);

  protected readonly enrolling = signal(false);

  protected finished(): void {
    this.enrolling.set(false);
    this.notices.say($localize`Authenticator app turned on.`);
  }

  protected async remove(): Promise<void> {
    const mfa = this.session.me()?.mfa;
    const done = await this.confirm.ask(
      {
        heading: $localize`Turn off the authenticator app?`,
        consequences: appRemovalConsequences({ passkeys: mfa?.passkeys ?? 0, isRequired: mfa?.required === true }),
        undo: $localize`You can set one up again at any time, with a new QR code.`,
        act: $localize`Turn it off`,
        isDangerous: true,
      },
      () => this.stepUp.around(() => this.api.removeSecondFactor()),
    );
    if (!done) return;
    this.notices.say($localize`Authenticator app turned off.`);
    await this.session.load();
  }
}
