import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { problem } from './problem.js';

const slowBody = problem(
  'timed-out',
  'body-too-slow',
  'The request did not arrive in time. Send it again over a faster connection.',
);

/**
 * Cuts requests whose body does not arrive within `seconds`: a few bytes at a time would hold a connection, and what waits for it, for as
 * long as somebody likes. What is sent at all is at most `http.maxBodyBytes`.
 */
export function cutSlowBodies(seconds: number): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (!hasBody(request)) return next();
    const overdue = setTimeout(() => {
      response.setHeader('Connection', 'close');
      response.once('finish', () => request.destroy());
      next(slowBody());
    }, seconds * 1_000);
    const arrived = () => clearTimeout(overdue);
    request.once('end', arrived).once('close', arrived);
    response.once('finish', arrived); // refused before anybody read it
    next();
  };
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
