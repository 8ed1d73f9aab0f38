import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Tx } from '../database/transactions.js';
import type { Actor } from './actor.js';
import type { KeyedCall } from '../idempotency/idempotency.js';
import type { AuditRecord } from './ports.js';

/** What a handler may add to the audit event that is written with its transaction. */
export type AuditNote = { -readonly [Field in 'object' | 'code' | 'reason' | 'detail' | 'subjectId']?: AuditRecord[Field] };

interface Attached {
  actor?: Actor | null;
  tx?: Tx;
  note?: AuditNote;
  call?: KeyedCall | null;
}

const attachments = new WeakMap<Request, Attached>();

/** What guards and interceptors have learnt about a request, apart from the request itself so that no header or body can forge it. */
export function attachedTo(request: Request): Attached {
  const known = attachments.get(request);
  if (known) return known;
  const fresh: Attached = {};
  attachments.set(request, fresh);
  return fresh;
}

/** The actor. On a public route there may be none: use `@CurrentVisitor`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = attachedTo(context.switchToHttp().getRequest<Request>());
  if (!actor) throw new Error('A handler asks for the actor of a public route.');
  return actor;
});

/** The actor, or null for a visitor. */
export const CurrentVisitor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null => attachedTo(context.switchToHttp().getRequest<Request>()).actor ?? null,
);

/** The transaction that carries this call's audit row. */
export const InTransaction = createParamDecorator((_: unknown, context: ExecutionContext): Tx => {
  const { tx } = attachedTo(context.switchToHttp().getRequest<Request>());
  if (!tx) throw new Error('A handler asks for a transaction without @Audits.');
  return tx;
});

/** What a call with an `Idempotency-Key` is known by, or null for one without. */
export const KeyedBy = createParamDecorator(
  (_: unknown, context: ExecutionContext): KeyedCall | null =>
    attachedTo(context.switchToHttp().getRequest<Request>()).call ?? null,
);

/** A note to fill for the audit event: `note.detail = { … }`. */
export const Noting = createParamDecorator((_: unknown, context: ExecutionContext): AuditNote => {
  const attached = attachedTo(context.switchToHttp().getRequest<Request>());
  attached.note ??= {};
  return attached.note;
});
