import { permissionsOfRole, type Role } from '#contracts/auth/people/roles.js';
import { privilegedRoles } from '#contracts/auth/people/users.js';

/** The consequences of a role change, shown before it is made. */
export function roleChangeConsequences(from: Role, to: Role): string[] {
  const loses = permissionsOfRole[from].some((permission) => !permissionsOfRole[to].includes(permission));
  return [
    privilegedRoles.includes(to)
      ? $localize`This role can see or decide things about other people, so a second person must approve this within 24 hours, if anyone else can. Until then, nothing changes.`
      : privilegedRoles.includes(from)
        ? $localize`This person can currently approve other people’s requests, so a second person must approve this within 24 hours, if anyone else can. Until then, nothing changes.`
        : $localize`The new role takes effect with their next request.`,
    ...(loses
      ? [
          $localize`Their old role allowed some things the new one doesn’t, so they are signed out everywhere and need to sign in again.`,
        ]
      : []),
  ];
}

/** Why the last administrator’s role can’t change, in more detail than the API gives. */
export const lastAdminWords = $localize`This is the last administrator who can sign in, and Chat Man needs at least one. Give someone else the role Administrator first (two people must approve that), then change this one.`;
