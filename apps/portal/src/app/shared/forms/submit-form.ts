import { DestroyRef, Injector, afterNextRender, computed, inject, signal, type Signal, type WritableSignal } from '@angular/core';
import { form, type FieldTree, type SchemaFn } from '@angular/forms/signals';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';

/** Why an entry was refused: shown below `field`, or above the button where no single field is to blame. */
export interface Refusal {
  readonly message: string;
  readonly field?: FieldTree<unknown>;
}

export interface Submission<Model> {
  /** Sends the entry. A failure is shown: below the field that the API names, or above the button. */
  readonly send: (entry: Model) => Promise<unknown>;
  /** What a failure means in this form, where the text of the API would not help; undefined where it does. */
  readonly explain?: (problem: ApiProblem, fields: FieldTree<Model>) => Refusal | undefined;
}

/** The state that buttons and dialogs show. */
export interface SubmitState {
  readonly busy: Signal<boolean>;
  /** Why it could not be sent; empty when there is nothing to say, or a field says it. */
  readonly refusal: Signal<string>;
  /** Whether the last attempt succeeded. */
  readonly sent: Signal<boolean>;
}

export interface SubmitForm<Model> extends SubmitState {
  /** For `[formRoot]` and `[formField]`. */
  readonly fields: FieldTree<Model>;
  /** Shows why something beside the form failed; an empty text takes it away. */
  refuse(message: string): void;
  /** Starts again with this entry, untouched. */
  reset(entry: Model): void;
}

/**
 * A form that is sent to the API. An invalid one is not sent, and the focus goes to the first wrong field, whether the rules say so or
 * the API does.
 */
export function submitForm<Model extends object>(
  entry: WritableSignal<Model>,
  rules: SchemaFn<Model>,
  submission: Submission<Model>,
): SubmitForm<Model> {
  const injector = inject(Injector);
  const page = inject(DestroyRef);
  const refusal = signal('');
  const sent = signal(false);

  const action = async (): Promise<FieldError[] | undefined> => {
    refusal.set('');
    sent.set(false);
    try {
      await submission.send(entry());
      sent.set(true);
      return undefined;
    } catch (failure) {
      if (page.destroyed) return undefined;
      const meaning = failure instanceof ApiProblem ? submission.explain?.(failure, fields) : undefined;
      const errors = fieldErrors(failure, meaning, fields);
      // Once the error is there to be read with the field.
      if (errors.length > 0) afterNextRender({ read: () => focusFirstError(fields) }, { injector });
      else refusal.set(meaning?.message ?? wordsFor(failure));
      return errors;
    }
  };
  const fields = form(entry, rules, { submission: { action, onInvalid: () => focusFirstError(fields) } });

  return {
    fields,
    busy: computed(() => fields().submitting()),
    refusal: refusal.asReadonly(),
    sent: sent.asReadonly(),
    refuse: (message) => refusal.set(message),
    reset: (next) => {
      refusal.set('');
      sent.set(false);
      entry.set(next);
      fields().reset();
    },
  };
}

interface FieldError {
  readonly kind: 'refused';
  readonly message: string;
  readonly fieldTree: FieldTree<unknown>;
}

function fieldErrors<Model extends object>(
  failure: unknown,
  meaning: Refusal | undefined,
  fields: FieldTree<Model>,
): FieldError[] {
  if (meaning !== undefined) return meaning.field === undefined ? [] : [refused(meaning.field, meaning.message)];
  const errors = failure instanceof ApiProblem ? (failure.more.errors ?? []) : [];
  return errors.flatMap(({ path, message }) => {
    const field = fieldNamed(fields, path);
    return field === undefined ? [] : [refused(field, message)];
  });
}

function refused(fieldTree: FieldTree<unknown>, message: string): FieldError {
  return { kind: 'refused', message, fieldTree };
}

/** The field of this name, if people can see it: the API also names what a form does not show. */
function fieldNamed<Model extends object>(fields: FieldTree<Model>, name: string): FieldTree<unknown> | undefined {
  if (!Object.hasOwn(fields().value(), name)) return undefined;
  const field = (fields as Record<string, FieldTree<unknown> | undefined>)[name];
  return field !== undefined && field().formFieldBindings().length > 0 ? field : undefined;
}

function focusFirstError(fields: FieldTree<unknown>): void {
  fields().errorSummary()[0]?.fieldTree().focusBoundControl();
}
