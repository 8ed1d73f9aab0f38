import type { Choice } from '../../shared/lists/filter-chips.js';

export type CaseState = 'pending' | 'decided' | 'all';

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
