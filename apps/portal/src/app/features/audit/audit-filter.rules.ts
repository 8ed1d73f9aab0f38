import { AuditOutcome } from '#contracts/audit/audit.js';

/** What the explorer shows; empty text means no filter. It stands in the address: ids and names of actions, no people. */
export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly outcome: string;
  /** Local time as `datetime-local` has it. */
  readonly from: string;
  readonly to: string;
}

export const noFilter: AuditFilter = { actor: '', action: '', object: '', outcome: '', from: '', to: '' };

/** The query of the API. What is not well formed is left out; `filterProblem` tells the person. */
export function auditQuery(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter) as [keyof AuditFilter, string][]) {
    if (value === '' || problemOf(name, value) !== '') continue;
    query.set(name, name === 'from' || name === 'to' ? new Date(value).toISOString() : value);
  }
  return query;
}

/** What is wrong with a filter, in one sentence; empty when nothing is. */
export function filterProblem(filter: AuditFilter): string {
  for (const [name, value] of Object.entries(filter) as [keyof AuditFilter, string][]) {
    const problem = value === '' ? '' : problemOf(name, value);
    if (problem !== '') return problem;
  }
  const isBackward = filter.from !== '' && filter.to !== '' && filter.from >= filter.to;
  return isBackward ? $localize`The start must be before the end.` : '';
}

export function isActorId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function problemOf(name: keyof AuditFilter, value: string): string {
  switch (name) {
    case 'actor':
      return isActorId(value) ? '' : $localize`In the address, give the actor’s full id.`;
    case 'action':
      return /^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/.test(value) && value.length <= 80
        ? ''
        : $localize`An action looks like “session.started”, or “session” for all of them.`;
    case 'object':
      return value.length <= 200 ? '' : $localize`An object id has at most 200 characters.`;
    case 'outcome':
      return AuditOutcome.options.some((outcome) => outcome === value) ? '' : $localize`Unknown outcome.`;
    case 'from':
    case 'to':
      return Number.isNaN(Date.parse(value)) ? $localize`This isn’t a valid time.` : '';
  }
}
