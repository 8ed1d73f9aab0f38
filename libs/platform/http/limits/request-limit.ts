import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '../../access/actor.js';
import { countedAddress } from './counted-address.js';
import { rateLimited } from '../problem.js';

/** What load balancers ask every second; it costs nothing and must never be refused. */
const unlimited = new Set(['/api/health', '/api/health/ready']);

/** Sign-in routes count for the address, also from a browser with a session. */
const waysIn = new Set([
  '/api/auth/login',
  '/api/auth/setup',
  '/api/auth/register',
  '/api/auth/reset-password',
  '/api/auth/passkeys/sign-in',
  '/api/auth/sso/finish',
]);

/** How many times as much as an address a session may send, and an account by all its sessions and tokens. */
const moreFor = { session: 3, account: 6 } as const;

export interface LimitOptions {
  /** Requests of an address in a minute; read for each request, since the setting is live. */
  readonly perMinute: () => number;
  readonly cookieName: string;
  /** What session cookies are signed with. */
  readonly cookieSecret: string;
}

/**
 * Limits requests per minute, before anything else is checked. Visitors share the limit of their
 * address; a signed-in account has one of its own, so that people behind one address do not use up each other's. Each instance
 * counts for itself.
 */
@Injectable()
export class RequestLimits {
  private readonly limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 60 });
  /** Tokens that worked recently, by hash: only a database query distinguishes a real one from an invented one otherwise. */
  private readonly knownTokens = new LRUCache<string, true>({ max: 10_000, ttl: 10 * 60_000 });
  private perMinute = (): number => Number.MAX_SAFE_INTEGER;

  middleware(options: LimitOptions): RequestHandler {
    this.perMinute = options.perMinute;
    return (request: Request, _response: Response, next: NextFunction) => {
      if (unlimited.has(request.path)) return next();
      const own = waysIn.has(request.path) ? null : this.ownKey(request, options);
      const counted = own ? this.count(own, moreFor.session) : this.count(`address:${countedAddress(request.ip)}`, 1);
      counted.then(() => next(), next);
    };
  }

  /** Counts a request for its sender, once that is known. @throws Problem `rate-limited` */
  async admit(request: Request, actor: Actor | null): Promise<void> {
    const token = tokenKey(request);
    if (token !== null && actor?.tokenId) this.knownTokens.set(token, true);
    else if (token !== null) this.knownTokens.delete(token);
    if (actor) await this.count(`account:${actor.id}`, moreFor.account);
  }

  /** The key of a signed-in sender behind a shared address, without a database query; null for a visitor. */
  private ownKey(request: Request, { cookieName, cookieSecret }: LimitOptions): string | null {
    const token = tokenKey(request);
    if (token !== null) return this.knownTokens.has(token) ? `token:${token}` : null;
    const session = signedValue(request.headers.cookie ?? '', cookieName, cookieSecret);
    return session === null ? null : `session:${createHash('sha256').update(session).digest('base64url')}`;
  }

  private async count(key: string, times: number): Promise<void> {
    const most = this.perMinute() * times;
    const { consumedPoints, msBeforeNext } = await this.limiter.consume(key).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    if (consumedPoints > most)
      throw rateLimited({ retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)), isAnonymousRefusal: true });
  }
}

/** The value of a cookie that was signed here, as express-session signs it (`s:value.signature`); null for any other. */
function signedValue(cookies: string, name: string, secret: string): string | null {
  const cookie = cookies
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`));
  const [, value, signature] = /^s(?::|%3A)([\w-]+)\.([^;]+)$/i.exec(cookie?.slice(name.length + 1) ?? '') ?? [];
  if (value === undefined || signature === undefined) return null;
  const right = createHmac('sha256', secret).update(value).digest();
  const given = Buffer.from(signature.replaceAll('%2B', '+').replaceAll('%2F', '/'), 'base64');
  return given.length === right.length && timingSafeEqual(given, right) ? value : null;
}

function tokenKey(request: Request): string | null {
  const { authorization } = request.headers;
  return authorization === undefined ? null : createHash('sha256').update(authorization).digest('base64url');
}
