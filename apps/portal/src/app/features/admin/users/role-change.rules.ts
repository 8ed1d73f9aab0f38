import { permissionsOfRole, type Role } from '#contracts/roles.js';
import { privilegedRoles } from '#contracts/users.js';

/** What a change of role brings with it, said before it is made. */
export function roleChangeConsequences(from: Role, to: Role): string[] {
  const loses = permissionsOfRole[from].some((permission) => !permissionsOfRole[to].includes(permission));
  return [
    privilegedRoles.includes(to)
      ? 'This role sees or decides what concerns others: a second person has to approve it within 24 hours, if there is anybody else who may. Until then nothing changes.'
      : privilegedRoles.includes(from)
        ? 'The person decides requests of others so far: a second person has to approve it within 24 hours, if there is anybody else who may. Until then nothing changes.'
        : 'It holds from the person’s next request on.',
    ...(loses ? ['The old role allowed more in some things, so all sessions of the person end; they sign in again.'] : []),
  ];
}

/** Why the role of the last administrator stays, in more words than the API has. */
export const lastAdminWords =
  'This is the last administrator who can sign in, and somebody has to be able to look after Chat Man. Make another person an administrator first (two people agree to that), then change this one.';
