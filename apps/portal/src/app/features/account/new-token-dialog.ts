import { Component, computed, inject, output, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required } from '@angular/forms/signals';
import type { Permission } from '#contracts/roles.js';
import type { CreatedToken } from '#contracts/tokens.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Session } from '../../core/session/session.js';
import { MakingDialog } from '../../shared/dialogs/making-dialog.js';
import { StepUp } from '../../shared/dialogs/step-up.js';
import { Field, FieldInput } from '../../shared/field.js';
import { FilterChips } from '../../shared/lists/filter-chips.js';
import { sends } from '../../shared/forms/submission.js';
import { ShownOnce } from '../../shared/shown-once.js';
import { When } from '../../shared/when/when.js';
import { AccountApi } from './account-api.js';
import { permissionWords } from './permission-words.rules.js';

/** Makes a token: what for, what it may do, how long; then shows it, once. */
@Component({
  selector: 'cm-new-token-dialog',
  imports: [Field, FieldInput, FilterChips, FormField, FormRoot, MakingDialog, ShownOnce, When],
  template: `
    <cm-making-dialog
      [heading]="made() === null ? 'New API token' : 'Your token'"
      form="token-form"
      act="Make the token"
      making="Making the token…"
      [made]="made() !== null"
      [busy]="form().submitting()"
      [refusal]="refusal()"
      (closed)="closed.emit()"
    >
      @if (made(); as made) {
        <p>Put it where the program keeps its secrets. It works until <cm-when [at]="made.expiresAt" />.</p>
        <cm-shown-once class="token" [secret]="made.token" label="API token" />
      } @else {
        <form id="token-form" class="fields" [formRoot]="form">
          <cm-field label="What is it for?" hint="So that you recognise it later, such as “Nightly report”.">
            <input cmInput [formField]="form.name" autocomplete="off" />
          </cm-field>
          <fieldset class="scopes">
            <legend>What may it do?</legend>
            @for (scope of scopes(); track scope) {
              <label class="scope">
                <input type="checkbox" [checked]="chosen().has(scope)" (change)="toggle(scope)" />
                <span
                  >{{ permissionWords(scope) }} <code>{{ scope }}</code></span
                >
              </label>
            }
          </fieldset>
          <cm-filter-chips label="Works for" [choices]="lengths" [(chosen)]="days" />
        </form>
      }
    </cm-making-dialog>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
    .token {
      display: block;
      margin-top: var(--space-3);
    }
    .scopes {
      display: grid;
      min-width: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      font-weight: 550;
    }
    .scope {
      display: flex;
      gap: var(--space-3);
      align-items: center;
      min-height: var(--target);
      cursor: pointer;
    }
    .scope input {
      flex: none;
      width: 1.125rem;
      height: 1.125rem;
      margin: 0;
      accent-color: var(--accent);
    }
    code {
      color: var(--text-soft);
      font-family: var(--font-code);
      font-size: var(--type-2);
    }
  `,
})
export class NewTokenDialog {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly stepUp = inject(StepUp);

  readonly created = output();
  readonly closed = output();

  protected readonly permissionWords = permissionWords;
  protected readonly lengths = [
    { value: '7', words: '7 days' },
    { value: '30', words: '30 days' },
    { value: '90', words: '90 days' },
  ];
  protected readonly days = signal('30');
  protected readonly scopes = computed(() => this.session.me()?.permissions ?? []);
  protected readonly chosen = signal<ReadonlySet<Permission>>(new Set<Permission>(['chat:converse', 'knowledge:read']));
  protected readonly made = signal<CreatedToken | null>(null);
  protected readonly refusal = signal('');

  private readonly entry = signal({ name: '' });
  protected readonly form = form(
    this.entry,
    (path) => {
      required(path.name, { message: 'Please say what it is for.' });
      maxLength(path.name, 100, { message: 'Please use at most 100 characters.' });
    },
    sends(() => this.create()),
  );

  protected toggle(scope: Permission): void {
    this.chosen.update((chosen) =>
      chosen.has(scope) ? new Set([...chosen].filter((each) => each !== scope)) : new Set([...chosen, scope]),
    );
  }

  private async create(): Promise<undefined> {
    const scopes = this.scopes().filter((scope) => this.chosen().has(scope));
    this.refusal.set(scopes.length === 0 ? 'Please choose at least one thing that it may do.' : '');
    if (scopes.length === 0) return undefined;
    try {
      const command = { name: this.entry().name.trim(), scopes, expiresInDays: Number(this.days()) };
      this.made.set(await this.stepUp.around(() => this.api.createToken(command)));
      this.created.emit();
    } catch (failure) {
      this.refusal.set(wordsFor(failure));
    }
    return undefined;
  }
}
