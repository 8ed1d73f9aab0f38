import { Reflector } from '@nestjs/core';
import { applyDecorators } from '@nestjs/common';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { Permission } from '#contracts/auth/people/roles.js';
import type { OpenToVisitors, WithKey, WithoutTransaction } from './handler-types.js';

export type AccessDeclaration = { readonly permission: Permission } | { readonly publicBecause: string };
export type AuditDeclaration =
  { readonly action: AuditAction; readonly writes: 'in-transaction' | 'by-handler' } | { readonly unauditedBecause: string };

/**
 * What a caller has to prove beyond holding the permission. `token-only`: a program's token and no session, for calls that other programs
 * make by a standard of their own. Then, weakest first, `token`: a program's token will do. `session`: a signed-in person. `recent`: a
 * sign-in or step-up within the last minutes. `step-up`: a recent step-up, regardless of the time of the sign-in.
 */
export const proofs = ['token-only', 'token', 'session', 'recent', 'step-up'] as const;
export type Proof = (typeof proofs)[number];

export interface ProofDeclaration {
  readonly proof: Proof;
  /** Which acts of two people a call may become, and when; null where it is one person's. */
  readonly secondPerson: { readonly acts: readonly string[]; readonly when: string } | null;
}

/** Reflected metadata of a handler; `route-check.ts` refuses to boot without it. */
export const AccessOf = Reflector.createDecorator<AccessDeclaration>();
export const AuditOf = Reflector.createDecorator<AuditDeclaration>();
export const HonoursKey = Reflector.createDecorator<boolean>();
export const HoldsSecret = Reflector.createDecorator<boolean>();
export const ProofOf = Reflector.createDecorator<ProofDeclaration>();
export const IsBackground = Reflector.createDecorator<boolean>();
export const WithoutPasswordChange = Reflector.createDecorator<boolean>();

/** Only actors with this permission. */
export const Requires = (permission: Permission): MethodDecorator => AccessOf({ permission });

/** Everybody, signed in or not; say why that is safe. */
export const Public = (because: string): OpenToVisitors => AccessOf({ publicBecause: because });

/** What a call that changes something takes beside its permission; a call that only reads takes a token unless it says otherwise. */
export const Takes = (proof: Proof): MethodDecorator => ProofOf({ proof, secondPerson: null });

/** Takes a step-up, and another person where `when` says so: then it is requested as one of these acts, and waits. */
export const TakesTwo = (acts: readonly string[], when: string): MethodDecorator =>
  ProofOf({ proof: 'step-up', secondPerson: { acts, when } });

/**
 * Takes what a token may do, and, where `when` says so, a step-up and a second person: the service that declares so
 * requires them then.
 */
export const TakesTwoWhere = (acts: readonly string[], when: string): MethodDecorator =>
  ProofOf({ proof: 'token', secondPerson: { acts, when } });

/** Recorded under this action, in the transaction that the handler gets: both stand or fall together. */
export const Audits = (action: AuditAction): MethodDecorator => AuditOf({ action, writes: 'in-transaction' });

/**
 * Recorded under this action by the handler's own service, in the transactions that it opens: for work that waits on a process, a
 * model or a file, and for sign-in, whose refusals are records too.
 */
export const AuditsItself = (action: AuditAction): WithoutTransaction => AuditOf({ action, writes: 'by-handler' });

/** Not audited; say why it will not be missed. */
export const Unaudited = (because: string): WithoutTransaction => AuditOf({ unauditedBecause: because });

/**
 * For a POST or PATCH that records itself: its service hands the key of its `IdempotentCall` to `KeyedTransactions`, or to `Idempotency.once`. What is
 * recorded in the handler's transaction honours an `Idempotency-Key` without a word; everything else refuses one.
 */
export const DoneOnce = (): WithKey => HonoursKey(true);

/** The answer holds a secret that is shown once: it is not kept for a call that is sent again with the same `Idempotency-Key`. */
export const ShownOnce = (): MethodDecorator => HoldsSecret(true);

/** Streams and polling: asking does not keep a session alive. */
export const Background = (): MethodDecorator => applyDecorators(IsBackground(true));

/** May be called while the password is still the one that was handed out. */
export const BeforePasswordChange = (): MethodDecorator => applyDecorators(WithoutPasswordChange(true));
