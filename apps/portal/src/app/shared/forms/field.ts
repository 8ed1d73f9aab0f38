import { Component, Directive, computed, inject, input, signal, type Signal } from '@angular/core';
import { FORM_FIELD } from '@angular/forms/signals';

let made = 0;

/** A control with its label above, and an error or a hint below. The control inside carries `cmInput`. */
@Component({
  selector: 'cm-field',
  template: `
    <label class="label" [attr.for]="id">{{ label() }}</label>
    <div class="control"><ng-content /></div>
    @if (problem(); as words) {
      <p class="problem" [id]="id + '-about'">{{ words }}</p>
    } @else if (hint()) {
      <p class="hint" [id]="id + '-about'">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .label {
      display: block;
      margin-bottom: var(--space-1);
      font-weight: 550;
    }
    .control {
      position: relative;
    }
    .hint,
    .problem {
      margin-top: var(--space-1);
      font-size: var(--type-2);
      color: var(--text-soft);
    }
    .problem {
      color: var(--bad);
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input('');

  readonly id = `field-${String(++made)}`;
  private readonly control = signal<Signal<string | null> | null>(null);

  protected readonly problem = computed(() => this.control()?.() ?? null);
  readonly isInvalid = computed(() => this.problem() !== null);
  readonly describedBy = computed(() => (this.isInvalid() || this.hint() !== '' ? `${this.id}-about` : null));

  hold(problem: Signal<string | null>): void {
    this.control.set(problem);
  }
}

/** The text control of a `cm-field`. */
@Directive({
  selector: 'input[cmInput], textarea[cmInput], select[cmInput]',
  host: {
    class: 'cm-input',
    '[id]': 'field.id',
    '[attr.aria-invalid]': 'field.isInvalid() || null',
    '[attr.aria-describedby]': 'field.describedBy()',
  },
})
export class FieldInput {
  protected readonly field = inject(Field);

  constructor() {
    const control = inject(FORM_FIELD, { self: true });
    this.field.hold(
      computed(() => {
        const state = control.state();
        return state.touched() && state.invalid() ? (state.errors()[0]?.message ?? $localize`Check this value.`) : null;
      }),
    );
  }
}
