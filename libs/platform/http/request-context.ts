import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextFunction, Request, Response } from 'express';
import { isUuid, uuidv7 } from '../ids.js';

interface RequestContext {
  readonly requestId: string;
  /** Whether somebody outside waits for it, as against a job. */
  readonly isServed: boolean;
}

const contexts = new AsyncLocalStorage<RequestContext>();

/**
 * Gives each request an id, or takes the one that a trusted proxy sent, and names it in the response: one thread through logs, audit and
 * errors. From other senders it is ignored: a chosen id would pass one's own acts off as part of another person's request.
 */
export function requestContext(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  const isTaken = typeof given === 'string' && isUuid(given) && isFromTrustedProxy(request);
  const requestId = isTaken ? given : uuidv7(Date.now());
  response.setHeader('X-Request-Id', requestId);
  contexts.run({ requestId, isServed: true }, next);
}

export function isFromTrustedProxy(request: Request): boolean {
  const isTrusted = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  return isTrusted(request.socket.remoteAddress ?? '', 0);
}

/** The id of the current request, or undefined outside of one. */
export function currentRequestId(): string | undefined {
  return contexts.getStore()?.requestId;
}

/** Whether the code runs for an HTTP request and not for Chat Man itself. */
export function isServingRequest(): boolean {
  return contexts.getStore()?.isServed === true;
}

/** Runs work without a request, such as a job, under an id of its own. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return contexts.run({ requestId, isServed: false }, work);
}
