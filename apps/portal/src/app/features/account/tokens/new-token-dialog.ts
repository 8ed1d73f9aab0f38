import { Component, computed, inject, output, signal } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { Permission } from '#contracts/auth/people/roles.js';
import type { CreatedToken } from '#contracts/auth/tokens.js';
import { Session } from '../../../core/session/session.js';
import { FormDialog } from '../../../shared/dialogs/form-dialog.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { Field, FieldInput } from '../../../shared/forms/field.js';
import { submitForm } from '../../../shared/forms/submit-form.js';
import { atMost, filled, wrong } from '../../../shared/forms/text-rules.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ShownOnce } from '../../../shared/shown-once.js';
import { When } from '../../../shared/when/when.js';
import { AccountApi } from '../account-api.js';
import { ScopeChoice } from './scope-choice.js';

/** Makes a token: what for, what it may do, how long; then shows it, once. */
@Component({
  selector: 'cm-new-token-dialog',
  imports: [Field, FieldInput, FilterChips, FormDialog, FormField, ScopeChoice, ShownOnce, When],
  template: `
    <cm-form-dialog
      [heading]="made() === null ? texts.newApiToken : texts.yourToken"
      i18n-act
      act="Make the token"
      i18n-busy
      busy="Creating the token…"
      wide
      [form]="form"
      [hasResult]="made() !== null"
      (closed)="closed.emit()"
    >
      <cm-field i18n-label label="What is it for?" i18n-hint hint="To recognise it later. For example, “Nightly report”.">
        <input cmInput [formField]="form.fields.name" autocomplete="off" />
      </cm-field>
      <cm-scope-choice [scopes]="scopes()" [formField]="form.fields.scopes" />
      <cm-filter-chips i18n-label label="Works for" [choices]="lengths" [(chosen)]="days" />
      @if (made(); as made) {
        <div dialogResult>
          <p i18n>Put it where the program keeps its secrets. It works until <cm-when [at]="made.expiresAt" />.</p>
          <cm-shown-once class="token" [secret]="made.token" i18n-label label="API token" />
        </div>
      }
    </cm-form-dialog>
  `,
  styles: `
    .token {
      display: block;
      margin-top: var(--space-3);
    }
  `,
})
export class NewTokenDialog {
  protected readonly texts = {
    newApiToken: $localize`New API token`,
    yourToken: $localize`Your token`,
  };
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  readonly created = output();
  readonly closed = output();

  protected readonly lengths = [
    { value: '7', words: $localize`7 days` },
    { value: '30', words: $localize`30 days` },
    { value: '90', words: $localize`90 days` },
  ];
  protected readonly days = signal('30');
  protected readonly scopes = computed(() => this.session.me()?.permissions ?? []);
  protected readonly made = signal<CreatedToken | null>(null);

  private readonly entry = signal<{ name: string; scopes: readonly Permission[] }>({
    name: '',
    scopes: this.scopes().filter((scope) => scope === 'chat:converse' || scope === 'knowledge:read'),
  });
  protected readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.name, $localize`Enter what it is for.`);
      atMost(path.name, 100);
      validate(path.scopes, ({ value }) => wrong(value().length === 0 ? $localize`Choose at least one permission.` : null));
    },
    {
      send: async ({ name, scopes }) => {
        const command = { name: name.trim(), scopes: [...scopes], expiresInDays: Number(this.days()) };
        this.made.set(await this.stepUp.around(() => this.api.createToken(command)));
        this.created.emit();
      },
    },
  );
}
