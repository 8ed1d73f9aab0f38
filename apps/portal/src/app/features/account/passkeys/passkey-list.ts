import { Component, ElementRef, Injector, afterNextRender, computed, inject, resource, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Passkey } from '#contracts/auth/factors/passkeys.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Passkeys } from '../../../core/session/passkeys/passkeys.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Icon } from '../../../shared/icon.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { When } from '../../../shared/when/when.js';
import { AccountApi } from '../account-api.js';
import { NewPasskeyDialog } from './new-passkey-dialog.js';
import { passkeyRemovalConsequences } from './factor-removal.rules.js';
import { PasskeyName } from './passkey-name.js';

/** A person's passkeys. */
@Component({
  selector: 'cm-passkey-list',
  imports: [Icon, LoadFailure, MatButton, NewPasskeyDialog, PasskeyName, When],
  templateUrl: './passkey-list.html',
  styleUrl: './passkey-list.scss',
})
export class PasskeyListing {
  protected readonly $localize = $localize;
  private readonly api = inject(AccountApi);
  private readonly confirm = inject(Confirm);
  private readonly injector = inject(Injector);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  protected readonly wordsFor = wordsFor;
  protected readonly support = inject(Passkeys);
  protected readonly adding = signal(false);
  protected readonly renaming = signal<string | null>(null);
  protected readonly passkeys = resource({ loader: () => this.api.passkeys() });
  protected readonly shown = computed(() => (this.passkeys.hasValue() ? this.passkeys.value() : []));

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected async closed(added: boolean): Promise<void> {
    this.adding.set(false);
    if (!added) return;
    this.notices.say($localize`Passkey added.`);
    this.passkeys.reload();
    await this.session.load();
  }

  protected renamed({ id }: Passkey, renamed: Passkey | null): void {
    this.renaming.set(null);
    if (renamed !== null) {
      this.passkeys.set(this.shown().map((passkey) => (passkey.id === id ? renamed : passkey)));
      this.notices.say($localize`Passkey renamed to “${renamed.name}”.`);
    }
    afterNextRender(() => document.getElementById(`rename-${id}`)?.focus(), { injector: this.injector });
  }

  protected async remove(passkey: Passkey): Promise<void> {
    const mfa = this.session.me()?.mfa;
    const done = await this.confirm.ask(
      {
        heading: $localize`Remove passkey “${passkey.name}”?`,
        consequences: passkeyRemovalConsequences({
          isLast: this.shown().length === 1,
          hasApp: mfa?.app === true,
          isRequired: mfa?.required === true,
        }),
        undo: $localize`A removed passkey can’t be restored, but you can add the device again.`,
        act: $localize`Remove passkey`,
        isDangerous: true,
      },
      () => this.stepUp.around(() => this.api.removePasskey(passkey.id)),
    );
    if (!done) return;
    this.notices.say($localize`Passkey removed.`);
    // Its own button goes.
    this.heading().nativeElement.focus();
    this.passkeys.reload();
    await this.session.load();
  }
}
