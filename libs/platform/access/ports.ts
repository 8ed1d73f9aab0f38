import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { AuditCode } from '#contracts/audit/audit-codes.js';
import type { Request } from 'express';
import type { Tx } from '../database/transactions.js';
import type { Actor } from './actor.js';

/** Returns who sends a request. The auth room provides it. */
export interface Authenticator {
  /**
   * The actor, or null for a visitor. Must not trust anything but a live session or token.
   * `countsAsAction`: whether the request is something a person did, as against a stream or polling, and so keeps the session alive.
   */
  authenticate(request: Request, options: { readonly countsAsAction: boolean }): Promise<Actor | null>;
  /** The actor of an earlier request as they stand now, or null when they are out: for what outlives its request. No action. */
  actorNow(actor: Pick<Actor, 'sessionId' | 'tokenId'>): Promise<Actor | null>;
}
export const AUTHENTICATOR = Symbol('AUTHENTICATOR');

export interface AuditActor {
  readonly id: string;
  readonly role: string;
}

export interface AuditRecord {
  /** Null for a visitor in a request and for Chat Man itself outside of one; `system` for Chat Man itself wherever the code may run. */
  readonly actor: AuditActor | 'system' | null;
  readonly action: AuditAction;
  readonly object?: { readonly type: string; readonly id: string };
  readonly outcome: 'success' | 'denied' | 'failed';
  /** The reason, as a code of the closed list. It stays in the open log for good. */
  readonly code?: AuditCode;
  /** The reason in the requester's words. Always sealed with the detail, also where it is a single word that looks like a code. */
  readonly reason?: string;
  /** What changed, for those who may read it: sealed under the subject's key, erasable. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Whose key seals the detail; the actor's where it is not given. */
  readonly subjectId?: string;
  /** The current request's where it is not given: for what is recorded after its request. */
  readonly requestId?: string;
}

/** Writes audit events. The audit room provides it; a write that fails makes the business call fail with it. */
export interface AuditWriter {
  record(tx: Tx, event: AuditRecord): Promise<void>;
}
export const AUDIT_WRITER = Symbol('AUDIT_WRITER');
