import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Notices } from '../../core/notices.js';
import { Session } from '../../core/session/session.js';
import { Confirm } from '../../shared/dialogs/confirm.js';
import { StepUp } from '../../shared/dialogs/step-up.js';
import { StateMark } from '../../shared/state-mark.js';
import { AccountApi } from './account-api.js';
import { SecondFactorEnrolment } from './second-factor-enrolment.js';

/** Whether signing in takes a code of an app as well, and the way to change that. */
@Component({
  selector: 'cm-second-factor',
  imports: [MatButton, SecondFactorEnrolment, StateMark],
  template: `
    <h2>
      Second factor
      @if (session.me()?.mfa?.enrolled) {
        <cm-state-mark kind="good">On</cm-state-mark>
      } @else if (!enrolling()) {
        <cm-state-mark>Off</cm-state-mark>
      }
    </h2>
    @if (enrolling()) {
      <cm-second-factor-enrolment (finished)="finished()" />
    } @else if (session.me()?.mfa?.enrolled) {
      <p class="cm-soft">Signing in takes your password and a code of your authenticator app.</p>
      <button matButton="outlined" class="act" type="button" (click)="remove()">Turn it off</button>
    } @else {
      <p class="cm-soft">
        With an authenticator app, a stolen password alone lets nobody in.
        @if (session.me()?.mfa?.required) {
          Your role needs it.
        }
      </p>
      <button matButton="outlined" class="act" type="button" (click)="enrolling.set(true)">Set up an authenticator app</button>
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
  protected readonly session = inject(Session);
  private readonly api = inject(AccountApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly stepUp = inject(StepUp);

  protected readonly enrolling = signal(false);

  protected finished(): void {
    this.enrolling.set(false);
    this.notices.say('Your second factor is on.');
  }

  protected async remove(): Promise<void> {
    const done = await this.confirm.ask(
      {
        heading: 'Turn the second factor off?',
        consequences: [
          'Your password alone lets you in then, and whoever else knows it.',
          'The entry in your app and all recovery codes stop working.',
          ...(this.session.me()?.mfa.required === true
            ? ['Your role needs a second factor: you must set one up again before you can do anything else.']
            : []),
        ],
        undo: 'You can set one up again at any time, with a new QR code.',
        act: 'Turn it off',
        isDangerous: true,
      },
      () => this.stepUp.around(() => this.api.removeSecondFactor()),
    );
    if (!done) return;
    this.notices.say('Your second factor is off.');
    await this.session.load();
  }
}
