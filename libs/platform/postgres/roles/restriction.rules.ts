/** Everything that a login can do and the API must not, under any name and by any route. */
export interface LoginPowers {
  readonly role: string;
  /** The group of this database, and whether the login has its rights without asking for them. */
  readonly group: string;
  readonly isMember: boolean;
  /** Roles that it is, or can become, and that stand above every rule of the database. */
  readonly above: readonly { readonly name: string; readonly powers: readonly string[] }[];
  /** Things of this database that it owns or can come to own. */
  readonly owns: readonly string[];
  /** Tables on which it may make triggers, or which it may empty. */
  readonly overrides: readonly string[];
}

/** Names listed before it says how many more there are. */
const shown = 3;

/** What keeps the login from being one that cannot rewrite its own audit log, each with what to do about it. Empty when nothing does. */
export function faultsOf({ role, group, isMember, above, owns, overrides }: LoginPowers): string[] {
  const faults = above.map(({ name, powers }) =>
    name === role
      ? `it has too many privileges (${powers.join(', ')}): use an ordinary login`
      : `it is a member of "${name}" (${powers.join(', ')}): REVOKE "${name}" FROM "${role}"`,
  );
  // A superuser owns everything; that is reported already.
  if (above.length === 0) {
    if (owns.length > 0)
      faults.push(`it owns, or is a member of a role that owns, ${listed(owns)}: use a login other than the owner`);
    else if (overrides.length > 0)
      faults.push(`it is allowed to create triggers on, or truncate, ${listed(overrides)}: REVOKE TRIGGER, TRUNCATE on them`);
  }
  if (!isMember)
    faults.push(`it is not a member of ${group}, or does not inherit from it: GRANT "${group}" TO "${role}" WITH INHERIT TRUE`);
  return faults;
}

function listed(names: readonly string[]): string {
  const rest = names.length - shown;
  return names.slice(0, shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
