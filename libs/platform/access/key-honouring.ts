import { RequestMethod, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { AccessOf, AuditOf, HonoursKey, type AccessDeclaration, type AuditDeclaration } from './declarations.js';

type Handler = ReturnType<ExecutionContext['getHandler']>;

/** Methods that do something again when they are sent again; the others may be sent again as they are. */
const repeating: ReadonlySet<string> = new Set(['POST', 'PATCH']);

/** Whether it would be done twice, so that an `Idempotency-Key` has to be honoured or refused, and never passed over. */
export function isRepeating(method: string): boolean {
  return repeating.has(method);
}

/** Whether a handler honours an `Idempotency-Key`: the key is stored for the signed-in account, in the transaction of the change. */
export function honoursKey(reflector: Reflector, handler: Handler): boolean {
  if (!isRepeating(RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod])) return false;
  const access = reflector.get(AccessOf, handler) as AccessDeclaration | undefined;
  if (!access || 'publicBecause' in access) return false;
  const audit = reflector.get(AuditOf, handler) as AuditDeclaration | undefined;
  if (audit && 'writes' in audit && audit.writes === 'in-transaction') return true;
  return reflector.get(HonoursKey, handler) === true;
}
