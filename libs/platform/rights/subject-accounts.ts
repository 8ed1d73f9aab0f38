import type { Role } from '#contracts/auth/people/roles.js';
import type { Tx } from '../database/transactions.js';

/** What people are informed of about the restriction of their data. */
export type RestrictionNotice = 'restriction.ends' | 'restriction.kept' | 'restriction.lifted';

export interface SubjectAccount {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** GDPR Art. 18: nothing of theirs is processed. */
  readonly restricted: boolean;
  /** GDPR Art. 21: they are left out of statistics and reviews. */
  readonly objected: boolean;
}

/** What the rights of a person do to their account. The auth room provides it. */
export interface SubjectAccounts {
  one(id: string): Promise<SubjectAccount | null>;
  called(username: string): Promise<SubjectAccount | null>;
  /**
   * Art. 16. Names that are not given stay.
   * @throws Problem `username-taken`, `username-alike`, `display-name-alike`
   */
  correctNames(tx: Tx, id: string, names: { readonly username?: string; readonly displayName?: string }): Promise<void>;
  /** Informs the person beside their account. `about`: a day. */
  notify(tx: Tx, id: string, kind: RestrictionNotice, about?: string): Promise<void>;
  restrict(tx: Tx, id: string, restricted: boolean): Promise<void>;
  noteObjection(tx: Tx, id: string, objected: boolean): Promise<void>;
  /**
   * Art. 17, first: nobody acts in their name any more. Their rows go with the erasure.
   * @throws Problem `last-admin`
   */
  close(tx: Tx, id: string): Promise<void>;
}
export const SUBJECT_ACCOUNTS = Symbol('SUBJECT_ACCOUNTS');
