import {
  applyDecorators,
  HttpCode,
  SerializeOptions,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { tap, type Observable } from 'rxjs';
import type * as z from 'zod/mini';

export type AnswerDeclaration =
  | { readonly kind: 'contract'; readonly status: number; readonly schema: z.ZodMiniType }
  | { readonly kind: 'nothing'; readonly status: 204 }
  | { readonly kind: 'raw'; readonly status: number; readonly mediaType: string; readonly describe: string };

/** What a handler answers; the reference is generated from it, and the boot refuses handlers without. */
export const AnswerOf = Reflector.createDecorator<AnswerDeclaration>();

/** Returns JSON of this contract; undeclared fields are dropped on the way out. */
export const Answers = (schema: z.ZodMiniType, status = 200): MethodDecorator =>
  applyDecorators(
    HttpCode(status),
    SerializeOptions({ schema: schema as never }),
    AnswerOf({ kind: 'contract', status, schema }),
  );

/** Answers 204 with an empty body. */
export const AnswersNothing = (): MethodDecorator => applyDecorators(HttpCode(204), AnswerOf({ kind: 'nothing', status: 204 }));

/** Answers something else than JSON, such as a stream of events or a text. */
export const AnswersRaw = (mediaType: string, describe: string, status = 200): MethodDecorator =>
  applyDecorators(HttpCode(status), AnswerOf({ kind: 'raw', status, mediaType, describe }));

/** Returns 202 instead where the result has this field: the work goes on, or waits for a second person. */
export const AcceptedWith = (field: string): MethodDecorator => UseInterceptors(new AcceptedStatus(field));

class AcceptedStatus implements NestInterceptor {
  constructor(private readonly field: string) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        if (typeof answer === 'object' && answer !== null && this.field in answer) response.status(202);
      }),
    );
  }
}
