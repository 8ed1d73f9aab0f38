import type { AuditedCall, Call, IdempotentCall } from './call.js';

type Handler = (...parameters: never[]) => unknown;
type Taken<Method extends Handler> = Parameters<Method>[number];

/** What may be declared on handlers that ask for nothing of `Refused` in their context. */
type DecoratesWithout<Refused, Fault extends string> = <Method extends Handler>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & ([Extract<Taken<Method>, Refused>] extends [never] ? unknown : Fault),
) => void;

/** What may be declared on handlers that ask for `Needed`. */
type DecoratesWith<Needed, Fault extends string> = <Method extends Handler>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & ([Extract<Taken<Method>, Needed>] extends [never] ? Fault : unknown),
) => void;

export type OpenToVisitors = DecoratesWithout<Call, 'On a public route there may be no actor: take a PublicCall.'>;
export type WithoutTransaction = DecoratesWithout<Pick<AuditedCall, 'tx' | 'audit'>, 'Only @Audits opens a transaction.'>;
export type WithKey = DecoratesWith<IdempotentCall, 'Take an IdempotentCall, and pass its key on.'>;
