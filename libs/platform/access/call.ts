import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Tx } from '../database/transactions.js';
import { currentRequestId } from '../http/request-context.js';
import type { KeyedCall } from '../idempotency/idempotency.js';
import type { Actor } from './actor.js';
import type { AuditRecord } from './ports.js';

/** What a handler may add to the audit event that is written in its transaction. */
export type AuditFacts = Pick<AuditRecord, 'object' | 'code' | 'reason' | 'detail' | 'subjectId'>;

/** The context of a request to a public route: there may be no signed-in account. */
export interface PublicCall {
  readonly actor: Actor | null;
  readonly requestId: string;
}

/** The context of a request that needs a permission: `@Ctx() { actor }: Call`. */
export interface Call extends PublicCall {
  readonly actor: Actor;
}

/** For `@Audits`: change and audit event share the transaction. The event is written when the handler has returned. */
export interface AuditedCall extends Call {
  readonly tx: Tx;
  readonly audit: {
    /** Adds to the event: what it is about, why, what changed. */
    add(facts: AuditFacts): void;
  };
}

/** For `@DoneOnce`: the service passes the key on, so that a repeated request is not carried out twice. */
export interface IdempotentCall extends Call {
  /** What a request with an `Idempotency-Key` is known by; null for one without. */
  readonly key: KeyedCall | null;
}

interface Attached {
  actor?: Actor | null;
  tx?: Tx;
  facts?: AuditFacts;
  key?: KeyedCall | null;
}

const attachments = new WeakMap<Request, Attached>();

/** What guards and interceptors have learnt about a request, kept outside of the request so that no header or body can forge it. */
export function attachedTo(request: Request): Attached {
  const known = attachments.get(request);
  if (known) return known;
  const fresh: Attached = {};
  attachments.set(request, fresh);
  return fresh;
}

/** The context of the request. Which of the types above a handler may ask for follows from its declarations; the compiler checks it. */
export const Ctx = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callOf(attachedTo(context.switchToHttp().getRequest<Request>())),
);

function callOf(attached: Attached) {
  return {
    actor: attached.actor ?? null,
    requestId: currentRequestId() ?? '',
    key: attached.key ?? null,
    get tx(): Tx {
      if (!attached.tx) throw new Error('A handler asks for a transaction without @Audits.');
      return attached.tx;
    },
    audit: {
      add(facts: AuditFacts): void {
        if (!attached.tx) throw new Error('A handler adds to an audit event without @Audits.');
        attached.facts = { ...attached.facts, ...facts };
      },
    },
  };
}
