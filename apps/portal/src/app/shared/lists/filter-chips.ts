import { Component, input, model } from '@angular/core';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly words: string;
}

let made = 0;

/** One of a few: which rows a list shows. Arrow keys move, as in any group of radio buttons. */
@Component({
  selector: 'cm-filter-chips',
  template: `
    <fieldset class="chips">
      <legend class="legend">{{ label() }}</legend>
      @for (choice of choices(); track choice.value) {
        <label class="chip">
          <input
            class="only-for-readers"
            type="radio"
            [name]="name"
            [value]="choice.value"
            [checked]="choice.value === chosen()"
            (change)="chosen.set(choice.value)"
          />{{ choice.words }}
        </label>
      }
    </fieldset>
  `,
  styles: `
    .chips {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1);
      min-width: 0;
      padding: 0;
      border: 0;
    }
    .legend {
      float: left;
      padding: 0;
      margin-inline-end: var(--space-2);
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    .chip {
      position: relative;
      display: inline-flex;
      align-items: center;
      min-height: max(1.875rem, calc(var(--target) - 0.375rem));
      padding: 0 var(--space-3);
      border: 1px solid var(--line);
      border-radius: 999px;
      font-size: var(--type-2);
      cursor: pointer;
    }
    @media (pointer: coarse) {
      .chip {
        min-height: var(--target);
      }
    }
    .chip:hover {
      background: var(--hover);
    }
    .chip:has(:checked) {
      border-color: var(--accent);
      background: var(--accent-soft);
      color: var(--accent-strong);
      font-weight: 550;
    }
    .chip:has(:focus-visible) {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
  `,
})
export class FilterChips {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly chosen = model.required<string>();

  protected readonly name = `chips-${String(++made)}`;
}
