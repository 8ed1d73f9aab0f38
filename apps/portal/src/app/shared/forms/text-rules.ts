import { maxLength, validate, type SchemaPath } from '@angular/forms/signals';

/** Something must be entered, at least this many characters without the spaces around them. */
export function filled(path: SchemaPath<string>, missing: string, least = 1): void {
  validate(path, ({ value }) => (value().trim().length < least ? { kind: 'missing', message: missing } : undefined));
}

export function atMost(path: SchemaPath<string>, characters: number): void {
  maxLength(path, characters, { message: $localize`Use at most ${String(characters)} characters.` });
}

/** A rule that says what is wrong with a value, or null. */
export function wrong(message: string | null): { readonly kind: 'wrong'; readonly message: string } | undefined {
  return message === null ? undefined : { kind: 'wrong', message };
}
