import { permissionsOfRole, type Permission, type Role } from '#contracts/auth/people/roles.js';

export type MfaDemand = 'auto' | 'staff' | 'all' | 'none';

/** Whether a role must have a second factor. `auto`: staff in production, no one elsewhere. */
export function requiresMfa(demand: MfaDemand, mode: 'development' | 'production' | 'test', role: Role): boolean {
  if (demand === 'auto') return mode === 'production' && role !== 'external_client';
  return demand === 'all' || (demand === 'staff' && role !== 'external_client');
}

/** All that a person who owes a second factor may do: enrol one, or sign out. */
const whileMfaIsOwed: ReadonlySet<Permission> = new Set(['account:own']);

const permissionSets = Object.fromEntries(
  Object.entries(permissionsOfRole).map(([role, permissions]) => [role, new Set(permissions)]),
) as unknown as Readonly<Record<Role, ReadonlySet<Permission>>>;

/** The permissions of a person now. A token narrows them to its scopes. */
export function permissionsNow(facts: {
  readonly role: Role;
  readonly owesMfa: boolean;
  readonly scopes: readonly Permission[] | null;
}): ReadonlySet<Permission> {
  const held = facts.owesMfa ? whileMfaIsOwed : permissionSets[facts.role];
  return facts.scopes === null ? held : new Set(facts.scopes.filter((scope) => held.has(scope)));
}
