import { permissionsOfRole, type Permission, type Role } from '#contracts/roles.js';

export type MfaDemand = 'auto' | 'staff' | 'all' | 'none';

/** Whether a role must have a second factor. `auto`: staff in production, nobody elsewhere. */
export function requiresMfa(demand: MfaDemand, mode: 'development' | 'production' | 'test', role: Role): boolean {
  if (demand === 'auto') return mode === 'production' && role !== 'external_client';
  return demand === 'all' || (demand === 'staff' && role !== 'external_client');
}

/** All that is left to somebody who owes a second factor: to enrol one, or to leave. */
const whileMfaIsOwed: ReadonlySet<Permission> = new Set(['account:own']);

const permissionSets = Object.fromEntries(
  Object.entries(permissionsOfRole).map(([role, permissions]) => [role, new Set(permissions)]),
) as unknown as Readonly<Record<Role, ReadonlySet<Permission>>>;

/** What somebody may do now. A token narrows it to its scopes. */
export function permissionsNow(facts: {
  readonly role: Role;
  readonly owesMfa: boolean;
  readonly scopes: readonly Permission[] | null;
}): ReadonlySet<Permission> {
  const held = facts.owesMfa ? whileMfaIsOwed : permissionSets[facts.role];
  return facts.scopes === null ? held : new Set(facts.scopes.filter((scope) => held.has(scope)));
}
