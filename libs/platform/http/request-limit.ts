import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { countedAddress } from './counted-address.js';
import { rateLimited } from './problem.js';

/** What load balancers ask every second; it costs nothing and must never be refused. */
const unlimited = new Set(['/api/health', '/api/health/ready']);

/** Refuses an address that sends more than `perMinute()` requests to the API within a minute. Each instance counts for itself. */
export function limitRequests(perMinute: () => number): RequestHandler {
  const limiter = new RateLimiterMemory({ points: perMinute(), duration: 60 });
  return (request: Request, _response: Response, next: NextFunction) => {
    if (unlimited.has(request.path)) return next();
    limiter.points = perMinute();
    limiter.consume(countedAddress(request.ip)).then(
      () => next(),
      (refused: unknown) =>
        next(
          refused instanceof RateLimiterRes
            ? rateLimited({ retryAfter: Math.ceil(refused.msBeforeNext / 1000), isTurnedAway: true })
            : refused,
        ),
    );
  };
}
