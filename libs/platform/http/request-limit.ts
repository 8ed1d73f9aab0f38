import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isIPv6 } from 'node:net';
import { rateLimited } from './problem.js';

/** What load balancers ask every second; it costs nothing and must never be refused. */
const unlimited = new Set(['/api/health', '/api/health/ready']);

/** Refuses an address that sends more than `perMinute()` requests to the API within a minute. Each instance counts for itself. */
export function limitRequests(perMinute: () => number): RequestHandler {
  const limiter = new RateLimiterMemory({ points: perMinute(), duration: 60 });
  return (request: Request, _response: Response, next: NextFunction) => {
    if (unlimited.has(request.path)) return next();
    limiter.points = perMinute();
    limiter.consume(addressOf(request.ip ?? '')).then(
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

/** Whoever holds one IPv6 address usually holds its whole /64; those count as one. */
export function addressOf(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array<string>(8 - groups.length - after.length).fill('0');
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
