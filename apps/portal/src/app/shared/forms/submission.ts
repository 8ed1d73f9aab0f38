import type { FieldTree, FormOptions } from '@angular/forms/signals';
import { ApiProblem } from '../../core/api/api-problem.js';

/** Why one field was refused, to be shown below it; undefined when there is nothing to show. */
export type FieldRefusal = { readonly kind: string; readonly message: string; readonly fieldTree: FieldTree<string> } | undefined;

/** How a form is sent; an invalid one moves the focus to the first error. */
export function sends<Model>(action: () => Promise<FieldRefusal> | Promise<void>): FormOptions<Model> {
  return { submission: { action, onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl() } };
}

/** What the API said about `field`, under the name that it has there; undefined when the failure is about something else. */
export function refusalOf(failure: unknown, field: FieldTree<string>, name: string): FieldRefusal {
  const message = failure instanceof ApiProblem ? failure.about(name) : null;
  return message === null ? undefined : { kind: 'refused', message, fieldTree: field };
}
