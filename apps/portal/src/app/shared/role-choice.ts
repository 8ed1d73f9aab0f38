import { Component, input, model } from '@angular/core';
import type { Role } from '#contracts/roles.js';
import { roleMeaning, roleWords } from './role-words.rules.js';

let made = 0;

/** One of several roles, each with what it is for. */
@Component({
  selector: 'cm-role-choice',
  template: `
    <fieldset class="choices">
      <legend class="legend">{{ legend() }}</legend>
      @for (each of roles(); track each) {
        <label class="choice">
          <input type="radio" [name]="name" [value]="each" [checked]="each === role()" (change)="role.set(each)" />
          <span>
            <span class="words">{{ roleWords[each] }}</span>
            <span class="meaning">{{ roleMeaning[each] }}</span>
          </span>
        </label>
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
export class RoleChoice {
  readonly legend = input.required<string>();
  readonly roles = input.required<readonly Role[]>();
  readonly role = model<Role | null>(null);

  protected readonly name = `role-${String(++made)}`;
  protected readonly roleWords = roleWords;
  protected readonly roleMeaning = roleMeaning;
}
