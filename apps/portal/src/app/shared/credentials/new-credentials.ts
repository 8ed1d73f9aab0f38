import { Component, computed, input } from '@angular/core';
import { FormField, required, validate, type FieldTree, type SchemaPath } from '@angular/forms/signals';
import type { PasswordPolicy } from '#contracts/auth/passwords/password-policy.js';
import { Field, FieldInput } from '../forms/field.js';
import { PasswordInput } from './password-input.js';
import { PasswordRules } from './password-rules.js';
import { passwordProblem } from './password-rules.rules.js';
import { displayNameWords, usernameWords } from './name-words.rules.js';

/** The name and the password of an account that is being made by the person themselves. */
@Component({
  selector: 'cm-new-credentials',
  imports: [Field, FieldInput, FormField, PasswordInput, PasswordRules],
  template: `
    <cm-field i18n-label label="Username" i18n-hint hint="Letters, digits and . _ @ + -">
      <input cmInput [formField]="username()" autocomplete="username" autocapitalize="none" spellcheck="false" />
    </cm-field>
    <cm-password-input [of]="password()" autocomplete="new-password" />
    <cm-password-rules [policy]="policy()" [password]="typed()" [username]="name()" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export class NewCredentials {
  readonly username = input.required<FieldTree<string>>();
  readonly password = input.required<FieldTree<string>>();
  readonly policy = input.required<PasswordPolicy>();

  protected readonly typed = computed(() => this.password()().value());
  protected readonly name = computed(() => this.username()().value());
}

/** For the form around it. The policy is known as soon as the API has told it. */
export function newCredentials(
  path: { readonly username: SchemaPath<string>; readonly password: SchemaPath<string> },
  policy: () => PasswordPolicy | undefined,
): void {
  newUsername(path.username);
  required(path.password, { message: $localize`Choose a password.` });
  newPassword(path.password, policy, { typed: path.username });
}

export function newUsername(path: SchemaPath<string>): void {
  required(path, { message: $localize`Choose a username.` });
  validate(path, ({ value }) => refused(usernameWords(value())));
}

/** How a person is called. */
export function newName(path: SchemaPath<string>, missing: string): void {
  required(path, { message: missing });
  validate(path, ({ value }) => refused(displayNameWords(value())));
}

function refused(message: string | null): { kind: 'name'; message: string } | undefined {
  return message === null ? undefined : { kind: 'name', message };
}

/** A password must be more than the username: the one in the field `typed`, or the one that is known. */
export function newPassword(
  path: SchemaPath<string>,
  policy: () => PasswordPolicy | undefined,
  username: { readonly typed: SchemaPath<string> } | { readonly known: () => string },
): void {
  validate(path, ({ value, valueOf }) => {
    const kept = policy();
    if (kept === undefined) return undefined;
    const message = passwordProblem(kept, value(), 'typed' in username ? valueOf(username.typed) : username.known());
    return message === null ? undefined : { kind: 'weak', message };
  });
}
