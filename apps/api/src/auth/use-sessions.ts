import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Environment } from '#platform/config/environment/environment.js';
import { sessionSecretOf } from '#platform/config/environment/secrets.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Database } from '#platform/database/database.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { AuthSettings } from './auth.settings.js';
import { PasswordStrategy } from './password/password.strategy.js';
import { SignInConcurrency } from './password/sign-in-concurrency.js';
import { formerCookieName } from '#platform/access/session/session-cookie.js';
import { cookieIn } from './session/cookies.js';
import { cookieOf } from './session/session-cookie.js';
import { SessionStore } from './session/session.store.js';

/** Health works without a session: it is what people look at while the database hangs, and is called every few seconds. */
const withoutSession = new Set(['/api/health', '/api/health/ready', '/api/health/detailed']);

/**
 * Puts sessions, then passport, before every guard. Call it after `configureHttp` and before the application listens.
 * Throws `InvalidEnvironment` in production without SESSION_SECRET.
 */
export function useSessions(app: INestApplication): void {
  const environment = app.get<Environment>(ENVIRONMENT);
  const settings = app.get(Settings);
  const cookie = cookieOf(environment);
  const sessions = session({
    name: cookie.name,
    secret: sessionSecretOf(environment),
    store: new SessionStore(app.get(Database), () => settings.of(AuthSettings).absoluteHours * 3_600),
    cookie: cookie.options,
    resave: false,
    saveUninitialized: false,
    // Not 'destroy': a session that could not be read for a short time looks like one that was removed from its request, and would be deleted.
    unset: 'keep',
  });
  app.use('/api/auth/login', app.get(SignInConcurrency).middleware());
  const former = underFormerName(formerCookieName(environment, 'sid'), cookie.name);
  const handlers = [
    ...(cookie.options.secure ? [cookieOverAnyWire] : []),
    former,
    sessions,
    app.get(PasswordStrategy).middleware(),
  ];
  for (const handler of handlers) app.use(exceptFor(withoutSession, handler));
}

function exceptFor(paths: ReadonlySet<string>, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (paths.has(request.path)) next();
    else void handler(request, response, next);
  };
}

/** A session that began before the port was in the name of its cookie. One of another installation is signed with another secret. */
function underFormerName(former: string, name: string): RequestHandler {
  return (request, _response, next) => {
    const kept = former === name || cookieIn(request, name) !== null ? null : cookieIn(request, former);
    if (kept !== null) request.headers.cookie = `${request.headers.cookie!}; ${name}=${kept}`;
    next();
  };
}

/**
 * express-session omits a secure cookie unless the request came over TLS. Behind a proxy that does not report TLS, and on the
 * host itself as in the deployment guide, it would be silently missing. The attribute already makes the browser reject the
 * cookie on a plain connection, so it is sent and the browser decides.
 */
function cookieOverAnyWire(request: Request, _response: Response, next: NextFunction): void {
  Object.defineProperty(request, 'secure', { value: true, configurable: true });
  next();
}
