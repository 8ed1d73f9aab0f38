import { Component, input } from '@angular/core';
import { FormField, type FieldTree, type SchemaPath } from '@angular/forms/signals';
import { Field, FieldInput } from './field.js';
import { atMost, filled } from './text-rules.js';

/** Why somebody does something, in their own words. The hint says who can read it. */
@Component({
  selector: 'cm-reason-field',
  imports: [Field, FieldInput, FormField],
  template: `
    <cm-field [label]="label()" [hint]="hint()">
      <textarea cmInput [attr.rows]="rows()" [formField]="of()"></textarea>
    </cm-field>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class ReasonField {
  readonly of = input.required<FieldTree<string>>();
  readonly label = input($localize`Reason`);
  readonly hint = input.required<string>();
  readonly rows = input(2);
}

/** What the API asks of a reason; a stricter form asks for more characters. */
export function reasonRules(path: SchemaPath<string>, missing = $localize`Enter a reason.`, least = 3): void {
  filled(path, missing, least);
  atMost(path, 500);
}
