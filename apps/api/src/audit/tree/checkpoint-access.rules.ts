import type { Permission } from '#contracts/auth/people/roles.js';

/** The checkpoint shows how many events there are and nothing else; it is for officers, or for everybody where the settings say so. */
export function mayReadCheckpoint(permissions: ReadonlySet<Permission> | null, isPublic: boolean): boolean {
  return isPublic || permissions?.has('audit:read') === true || permissions?.has('audit:count') === true;
}
