import type { ExecutionContext } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import type { Tx } from '../database/transactions.js';
import { attachedTo, Ctx, type AuditedCall, type Call, type IdempotentCall, type PublicCall } from './call.js';
import { Audits, AuditsItself, DoneOnce, Public, Unaudited } from './declarations.js';

/** What the compiler refuses: type checks fail where one of these lines is accepted. */
export class Refused {
  // @ts-expect-error only @Audits opens a transaction
  @Unaudited('for this spec')
  reads(@Ctx() { tx }: AuditedCall): unknown {
    return tx;
  }

  // @ts-expect-error only @Audits opens a transaction
  @AuditsItself('message.sent')
  records(@Ctx() { audit }: AuditedCall): unknown {
    return audit;
  }

  // @ts-expect-error there may be no signed-in account
  @Public('for this spec')
  opens(@Ctx() { actor }: Call): unknown {
    return actor;
  }

  // @ts-expect-error the key is not passed on
  @DoneOnce()
  repeats(@Ctx() { actor }: Call): unknown {
    return actor;
  }
}

class Accepted {
  @Audits('message.sent')
  change(@Ctx() call: AuditedCall): AuditedCall {
    return call;
  }

  @Public('for this spec')
  @Unaudited('for this spec')
  visit(@Ctx() call: PublicCall): PublicCall {
    return call;
  }

  @AuditsItself('message.sent')
  @DoneOnce()
  once(@Ctx() call: IdempotentCall): IdempotentCall {
    return call;
  }
}

/** What `@Ctx()` hands to a handler, as NestJS would call it. */
function contextOf(request: object): AuditedCall & IdempotentCall {
  const parameters = Reflect.getMetadata('__routeArguments__', Accepted, 'change') as Record<string, { factory: Factory }>;
  const http = { getRequest: () => request };
  return Object.values(parameters)[0]!.factory(undefined, { switchToHttp: () => http } as unknown as ExecutionContext);
}
type Factory = (data: unknown, context: ExecutionContext) => AuditedCall & IdempotentCall;

describe('the context of a request', () => {
  it('gives no transaction and takes no facts where none was opened', () => {
    const call = contextOf({});
    expect(() => call.tx).toThrow('A handler asks for a transaction without @Audits.');
    expect(() => call.audit.add({ code: 'signed-out' })).toThrow('A handler adds to an audit event without @Audits.');
  });

  it('has no account before the guard has authenticated the caller', () => {
    expect(contextOf({})).toMatchObject({ actor: null, key: null });
  });

  it('collects what is added to the audit event, the later of two facts in place of the earlier', () => {
    const request = {};
    attachedTo(request as never).tx = {} as Tx;
    const { audit } = contextOf(request);
    audit.add({ code: 'signed-out', reason: 'first' });
    audit.add({ reason: 'second' });
    expect(attachedTo(request as never).facts).toEqual({ code: 'signed-out', reason: 'second' });
  });

  it('takes nothing from what was sent', () => {
    expect(contextOf({ actor: { id: 'forged' }, body: { tx: {} }, headers: { tx: 'forged' } }).actor).toBeNull();
  });
});
