import type { ExecutionContext, NestInterceptor } from '@nestjs/common';
import { lastValueFrom, of, type Observable } from 'rxjs';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { AnswersOrAwaiting } from '../../access/awaiting-answer.js';
import { AnswerOf } from './answers.js';

const Kept = z.object({ id: z.string() });

class Handlers {
  @AnswersOrAwaiting(Kept)
  change(): unknown {
    return undefined;
  }
}

const { change } = Handlers.prototype;

async function statusFor(answer: unknown): Promise<number> {
  let status = 200;
  const response = { status: (other: number) => (status = other) };
  const context = { switchToHttp: () => ({ getResponse: () => response }) } as unknown as ExecutionContext;
  const [interceptor] = Reflect.getMetadata('__interceptors__', change) as [NestInterceptor];
  await lastValueFrom((await interceptor.intercept(context, { handle: () => of(answer) })) as Observable<unknown>);
  return status;
}

it.each([
  [202, { approval: { id: 'a' } }],
  [200, { id: 'k' }],
  [200, null],
])('answers %i for %j', async (status, answer) => expect(await statusFor(answer)).toBe(status));

it('declares both contracts, so that either passes and nothing else is let out', () => {
  const declared = Reflect.getMetadata(AnswerOf.KEY, change) as { readonly schema: z.ZodMiniType };
  expect(declared.schema.parse({ id: 'k', password: 'secret' })).toEqual({ id: 'k' });
  expect(() => declared.schema.parse({ password: 'secret' })).toThrow('invalid');
});
