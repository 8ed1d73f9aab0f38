import { Component, input, signal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { Field, FieldInput } from '../forms/field.js';

/** A password field that can show what is typed: long passphrases are easier to type when visible. */
@Component({
  selector: 'cm-password-input',
  imports: [Field, FieldInput, FormField],
  template: `
    <cm-field class="has-reveal" [label]="label()" [hint]="hint()">
      <input
        cmInput
        [type]="shown() ? 'text' : 'password'"
        [formField]="of()"
        [attr.autocomplete]="autocomplete()"
        autocapitalize="none"
        spellcheck="false"
      />
      <button
        class="reveal"
        type="button"
        [attr.aria-pressed]="shown()"
        [attr.aria-label]="texts.show(label().toLowerCase())"
        (click)="shown.set(!shown())"
      >
        {{ shown() ? texts.hide : texts.show2 }}
      </button>
    </cm-field>
  `,
  styles: `
    .reveal {
      position: absolute;
      inset: 1px 1px 1px auto;
      padding: 0 var(--space-3);
      border: 0;
      border-radius: var(--radius-small);
      background: none;
      color: var(--accent);
      font-size: var(--type-2);
      font-weight: 550;
      cursor: pointer;
    }
    @media (pointer: coarse) {
      .reveal {
        inset-block: 0;
      }
    }
    .reveal:hover {
      color: var(--accent-strong);
    }
  `,
})
export class PasswordInput {
  protected readonly texts = {
    show: (label: string | number) => $localize`Show ${label}`,
    hide: $localize`Hide`,
    show2: $localize`Show`,
  };
  readonly of = input.required<FieldTree<string>>();
  readonly label = input($localize`Password`);
  readonly hint = input('');
  readonly autocomplete = input<'current-password' | 'new-password'>('current-password');

  protected readonly shown = signal(false);
}
