import { decidingRoles, permissionsOfRole, type Role } from '#contracts/auth/people/roles.js';

/** Whether this change of role takes two people: it makes or unmakes a decider. */
export function takesTwo(from: Role, to: Role): boolean {
  return decides(from) || decides(to);
}

/** Whether an account of this role decides requests of others: then one person alone changes nothing of who it is. */
export function decides(role: Role): boolean {
  return decidingRoles.includes(role);
}

/** Whether a change of role takes anything away: then what was opened under the old one is closed. */
export function losesPermissions(from: Role, to: Role): boolean {
  return permissionsOfRole[from].some((permission) => !permissionsOfRole[to].includes(permission));
}

/** Whether the search text is part of a name, in any case or composition of accents. */
export function nameMatches(account: { readonly username: string; readonly displayName: string }, query: string): boolean {
  const wanted = folded(query);
  return folded(account.username).includes(wanted) || folded(account.displayName).includes(wanted);
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
