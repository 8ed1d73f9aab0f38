import type { PersonRef } from '#contracts/auth/approvals.js';
import type { Role } from '#contracts/auth/people/roles.js';

/** How people are named to colleagues in their office. The auth room provides it. */
export interface People {
  /** Names are null where the account is gone. */
  of(id: string): Promise<PersonRef>;
  /** The role that somebody has now; null where the account is gone. */
  roleOf(id: string): Promise<Role | null>;
}
export const PEOPLE = Symbol('PEOPLE');
