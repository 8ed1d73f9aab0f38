import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { StateMark } from '../../../shared/state-mark.js';
import { AccountApi } from '../account-api.js';
import { RecoveryCodesView } from './recovery-codes.js';

/** So few that it is time for new ones. */
const few = 3;

/** How many recovery codes are left, and the way to new ones. */
@Component({
  selector: 'cm-recovery-code-stock',
  imports: [MatButton, RecoveryCodesView, StateMark],
  template: `
    @if (made(); as codes) {
      <cm-recovery-codes [codes]="codes" [username]="session.me()?.username ?? ''" (kept)="finish()" />
    } @else {
      <h2>
        <ng-container i18n>Recovery codes </ng-container
        ><cm-state-mark i18n [kind]="left() > few ? 'good' : 'warn'">{{ left() }} left</cm-state-mark>
      </h2>
      <p i18n class="cm-soft">Each code replaces your second factor once, for example if you lose your device.</p>
      <button i18n matButton="outlined" class="act" type="button" (click)="makeNew()">Create new codes</button>
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
export class RecoveryCodeStock {
  protected readonly session = inject(Session);
  private readonly api = inject(AccountApi);
  private readonly confirm = inject(Confirm);
  private readonly stepUp = inject(StepUp);

  protected readonly few = few;
  protected readonly left = computed(() => this.session.me()?.mfa.recoveryCodes ?? 0);
  protected readonly made = signal<readonly string[] | null>(null);

  protected async makeNew(): Promise<void> {
    await this.confirm.ask(
      {
        heading: $localize`Create new recovery codes?`,
        consequences: [
          $localize`You get ten new codes, shown only once.`,
          $localize`Your current codes stop working, including printed ones.`,
        ],
        undo: $localize`The old codes can’t be restored.`,
        act: $localize`Create new codes`,
        isDangerous: false,
      },
      async () => this.made.set(await this.stepUp.around(() => this.api.renewRecoveryCodes())),
    );
  }

  /** Read anew only now: the page would change under the codes otherwise. */
  protected async finish(): Promise<void> {
    await this.session.load();
    this.made.set(null);
  }
}
