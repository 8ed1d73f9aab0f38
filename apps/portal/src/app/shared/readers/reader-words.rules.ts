import { Role } from '#contracts/auth/people/roles.js';
import { counted } from '../text/amount-words.rules.js';
import { roleWords } from '../text/role-words.rules.js';

/** Roles as people call them; more than one of them together. */
const groups: Readonly<Record<Role, string>> = {
  external_client: $localize`Clients`,
  operations_team: $localize`Operations team`,
  compliance_officer: $localize`Compliance officers`,
  admin: $localize`Administrators`,
};

export interface SortedReaders {
  readonly roles: readonly Role[];
  /** Ids of persons. */
  readonly people: readonly string[];
}

export function sortedReaders(readers: readonly string[]): SortedReaders {
  return {
    roles: Role.options.filter((role) => readers.includes(role)),
    people: readers.filter((reader) => !Object.hasOwn(roleWords, reader)),
  };
}

/** "Clients, Operations team, 2 people"; empty for nobody. */
export function readerNames(readers: readonly string[]): string {
  const { roles, people } = sortedReaders(readers);
  return [
    ...roles.map((role) => groups[role]),
    ...(people.length > 0 ? [counted(people.length, $localize`person`, $localize`people`)] : []),
  ].join(', ');
}
