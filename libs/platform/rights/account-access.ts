import type { PersonRef } from '#contracts/auth/approvals.js';
import type { Role } from '#contracts/auth/people/roles.js';
import type { Decision } from '../access/second-person.js';
import type { Tx } from '../database/transactions.js';

/** How an account can be used, without its names. */
export interface AccessOfAccount {
  readonly id: string;
  readonly role: Role;
  readonly lastSignedInAt: Date | null;
  readonly mfaEnrolled: boolean;
  /** Tokens that work. */
  readonly tokens: number;
  /** Whether it has not been used for so long that its owner is, or would be, told that it will be disabled. */
  readonly isDormant: boolean;
}

/** A role with less access, or none. */
export interface Withdrawal {
  readonly userId: string;
  readonly to: Role | 'disabled';
}

/** What a review of access asks about accounts, and does to them. The auth room provides it. */
export interface AccountAccess {
  /** Active accounts of these roles, a batch at a time. */
  of(tx: Tx, roles: readonly Role[]): AsyncIterable<readonly AccessOfAccount[]>;
  /** The roles of those among them that are active. */
  activeAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Role>>;
  /** Names and roles as they are now; without those who are gone. */
  now(ids: readonly string[]): Promise<ReadonlyMap<string, PersonRef & { readonly role: Role }>>;
  /** Those requests for a second person among them that wait for a decision. */
  pendingAmong(approvals: readonly string[]): Promise<ReadonlySet<string>>;
  /** When the first account was made; null while there is none. */
  firstMadeAt(): Promise<Date | null>;
  /** Whether somebody else could decide about this account. */
  hasOtherDecider(tx: Tx, id: string): Promise<boolean>;
  /** Whether withdrawing access of this role takes two people. */
  takesTwo(role: Role): boolean;
  /** What will happen, in one sentence, for the second person. */
  summary(withdrawal: Withdrawal): Promise<string>;
  /** @throws Problem `last-admin`, `not-found`, `same-role`, `disabled-account` */
  withdraw(tx: Tx, withdrawal: Withdrawal, decision: Decision): Promise<void>;
}
export const ACCOUNT_ACCESS = Symbol('ACCOUNT_ACCESS');
