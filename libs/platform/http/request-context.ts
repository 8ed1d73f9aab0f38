import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, Response } from 'express';
import { isUuid, uuidv7 } from '../ids.js';

interface RequestContext {
  readonly requestId: string;
}

const contexts = new AsyncLocalStorage<RequestContext>();

/** Gives each request an id, or takes the one that a proxy sent, and names it in the answer: one thread through logs, audit and errors. */
export function requestContext(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' && isUuid(given) ? given : uuidv7(Date.now());
  response.setHeader('X-Request-Id', requestId);
  contexts.run({ requestId }, next);
}

/** The id of the request being answered, or undefined outside of one. */
export function currentRequestId(): string | undefined {
  return contexts.getStore()?.requestId;
}

/** Runs work that no request asked for, such as a job, under an id of its own. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return contexts.run({ requestId }, work);
}
