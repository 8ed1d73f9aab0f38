import type { Choice } from '../../../shared/lists/filter-chips.js';

export type CaseState = 'pending' | 'decided' | 'all';
export type CaseOrder = '-asked' | 'asked';

/** Which cases a list of decisions shows. */
export const caseStates: readonly Choice<CaseState>[] = [
  { value: 'pending', words: $localize`Pending` },
  { value: 'decided', words: $localize`Decided` },
  { value: 'all', words: $localize`All` },
];

/** From the URL; pending cases by default. */
export function caseState(asked: string | undefined): CaseState {
  return asked === 'decided' || asked === 'all' ? asked : 'pending';
}

/** From the URL; newest first by default. */
export function caseOrder(asked: string | undefined): CaseOrder {
  return asked === 'asked' ? 'asked' : '-asked';
}

/** The query for the API. */
export function caseQuery(state: CaseState, order: CaseOrder, cursor: string | null): string {
  return new URLSearchParams({
    limit: '50',
    sort: order,
    ...(state === 'all' ? {} : { state }),
    ...(cursor === null ? {} : { cursor }),
  }).toString();
}
