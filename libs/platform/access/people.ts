import type { PersonRef } from '#contracts/auth/approvals.js';

/** How people are named to colleagues in their office. The auth room provides it. */
export interface People {
  /** Names are null where the account is gone. */
  of(id: string): Promise<PersonRef>;
}
export const PEOPLE = Symbol('PEOPLE');
