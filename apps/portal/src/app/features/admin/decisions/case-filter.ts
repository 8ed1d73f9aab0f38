import type { Choice } from '../../../shared/lists/filter-chips.js';

export type CaseState = 'pending' | 'decided' | 'all';
export type CaseOrder = '-asked' | 'asked';

/** Which cases a list of decisions shows. */
export const caseStates: readonly Choice<CaseState>[] = [
  { value: 'pending', words: 'Waiting' },
  { value: 'decided', words: 'Decided' },
  { value: 'all', words: 'All' },
];

/** From the address; what waits is shown unless something else is asked for. */
export function caseState(asked: string | undefined): CaseState {
  return asked === 'decided' || asked === 'all' ? asked : 'pending';
}

/** From the address; the newest comes first unless the oldest is asked for. */
export function caseOrder(asked: string | undefined): CaseOrder {
  return asked === 'asked' ? 'asked' : '-asked';
}

/** What the API is asked for. */
export function caseQuery(state: CaseState, order: CaseOrder, cursor: string | null): string {
  return new URLSearchParams({
    limit: '50',
    sort: order,
    ...(state === 'all' ? {} : { state }),
    ...(cursor === null ? {} : { cursor }),
  }).toString();
}
