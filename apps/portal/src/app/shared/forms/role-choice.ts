import { Component, ElementRef, computed, inject, input, model } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import type { Role } from '#contracts/auth/people/roles.js';
import { roleMeaning, roleWords } from '../text/role-words.rules.js';

let made = 0;

/** One of several roles, each with what it is for. */
@Component({
  selector: 'cm-role-choice',
  template: `
    <fieldset class="choices" [attr.aria-describedby]="problem() ? id + '-about' : null">
      <legend class="legend">{{ legend() }}</legend>
      @for (each of roles(); track each) {
        <label class="choice">
          <input type="radio" [name]="id" [value]="each" [checked]="each === value()" (change)="value.set(each)" />
          <span>
            <span class="words">{{ roleWords[each] }}</span>
            <span class="meaning">{{ roleMeaning[each] }}</span>
          </span>
        </label>
      }
      @if (problem(); as words) {
        <p class="problem" [id]="id + '-about'">{{ words }}</p>
      }
    </fieldset>
  `,
  styles: `
    .choices {
      display: grid;
      gap: var(--space-2);
      min-width: 0;
      padding: 0;
      border: 0;
    }
    .legend {
      padding: 0;
      margin-bottom: var(--space-2);
      font-weight: 550;
    }
    .choice {
      display: flex;
      align-items: flex-start;
      gap: var(--space-3);
      padding: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-small);
      line-height: var(--leading-control);
      cursor: pointer;
    }
    .choice:hover {
      background: var(--hover);
    }
    .choice:has(:checked) {
      border-color: var(--accent);
      background: var(--accent-soft);
    }
    .choice:has(:focus-visible) {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
    input {
      flex: none;
      margin: 0.2rem 0 0;
      accent-color: var(--accent);
      outline: none;
    }
    .problem {
      color: var(--bad);
      font-size: var(--type-2);
    }
    .words,
    .meaning {
      display: block;
    }
    .words {
      font-weight: 550;
    }
    .meaning {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
  `,
})
export class RoleChoice<Choice extends Role> implements FormValueControl<Choice | null> {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly legend = input.required<string>();
  readonly roles = input.required<readonly Choice[]>();
  readonly value = model<Choice | null>(null);
  readonly touched = input(false);
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);

  protected readonly id = `role-${String(++made)}`;
  protected readonly roleWords = roleWords;
  protected readonly roleMeaning = roleMeaning;
  protected readonly problem = computed(() => (this.touched() ? (this.errors()[0]?.message ?? '') : ''));

  focus(): void {
    this.host.querySelector<HTMLElement>('input:checked, input')?.focus();
  }
}
