import type { Approval } from '#contracts/auth/approvals.js';
import type { Tx } from '../database/transactions.js';
import type { Actor } from './actor.js';

/** Something that destroys or discloses in bulk, or grants power: one person asks, another one decides. Declared once by its room. */
export interface TwoPersonAct<Parameters> {
  /** `object.verb`, such as `backup.restore`. */
  readonly action: string;
  /** Takes kept parameters back; throws when they are not of this act. A zod schema's `parse`. */
  readonly parse: (parameters: unknown) => Parameters;
  /** What will happen, in one sentence, for the decider. */
  readonly summary: (parameters: Parameters) => string | Promise<string>;
  /** Does it and records it, in the transaction of the decision: when it throws, the request stays undecided. Long work is enqueued. */
  readonly run: (tx: Tx, parameters: Parameters, decision: Decision) => Promise<void>;
}

export interface Decision {
  readonly approvalId: string;
  readonly requestedBy: string;
  /** Null when no one else could have decided (`single-operator`). */
  readonly approvedBy: string | null;
  /** The recorded actor: the approver, or the requester where no one else could have decided. */
  readonly actor: { readonly id: string; readonly role: string };
  /** The reason for the request. */
  readonly reason: string;
}

export interface Asking<Parameters> {
  readonly parameters: Parameters;
  readonly reason: string;
  /** How the requester verified the identity of the beneficiary, where the act requires that. */
  readonly identityCheck?: string;
  /** The beneficiary, if any: that person cannot decide either. */
  readonly beneficiary?: string;
}

/** The one mechanism for acts that take two people. The auth room provides it; docs/security.md has its rules. */
export interface SecondPerson {
  /** Makes an act known; each room calls it for each of its acts when it is constructed. */
  register<Parameters>(act: TwoPersonAct<Parameters>): void;
  /**
   * Requests the act. Returns the pending request, or null when it ran immediately because no one else could have decided;
   * that takes a step-up (throws `step-up-required`). Requesting exactly the same again returns the pending request.
   */
  ask<Parameters>(tx: Tx, actor: Actor, act: TwoPersonAct<Parameters>, asking: Asking<Parameters>): Promise<Approval | null>;
}
export const SECOND_PERSON = Symbol('SECOND_PERSON');

/** Sensitive acts ask people to say again who they are. The auth room provides it. */
export interface StepUpCheck {
  /** @throws Problem `step-up-required` unless the actor has proved in this session, within the last minutes, who they are. */
  require(actor: Actor): Promise<void>;
  /** As `require`, where a sign-in of the last minutes will do too. */
  requireRecent(actor: Actor): Promise<void>;
}
export const STEP_UP = Symbol('STEP_UP');
