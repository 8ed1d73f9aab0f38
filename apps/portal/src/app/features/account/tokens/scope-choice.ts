import { Component, ElementRef, computed, inject, input, model } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import type { Permission } from '#contracts/auth/people/roles.js';
import { permissionWords } from './permission-words.rules.js';

/** What a token may do, out of what the person may do. */
@Component({
  selector: 'cm-scope-choice',
  template: `
    <fieldset class="scopes" [attr.aria-describedby]="problem() ? 'scopes-about' : null">
      <legend i18n>What may it do?</legend>
      @for (scope of scopes(); track scope) {
        <label class="scope">
          <input type="checkbox" [checked]="value().includes(scope)" (change)="toggle(scope)" />
          <span
            >{{ permissionWords(scope) }} <code>{{ scope }}</code></span
          >
        </label>
      }
      @if (problem(); as words) {
        <p class="problem" id="scopes-about">{{ words }}</p>
      }
    </fieldset>
  `,
  styles: `
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
    .problem {
      color: var(--bad);
      font-size: var(--type-2);
    }
  `,
})
export class ScopeChoice implements FormValueControl<readonly Permission[]> {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly scopes = input.required<readonly Permission[]>();
  readonly value = model<readonly Permission[]>([]);
  readonly touched = input(false);
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);

  protected readonly permissionWords = permissionWords;
  protected readonly problem = computed(() => (this.touched() ? (this.errors()[0]?.message ?? '') : ''));

  focus(): void {
    this.host.querySelector('input')?.focus();
  }

  protected toggle(scope: Permission): void {
    this.value.update((chosen) => (chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope]));
  }
}
