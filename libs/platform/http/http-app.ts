import type { NestExpressApplication } from '@nestjs/platform-express';
import { isUtf8 } from 'node:buffer';
import type { Server } from 'node:http';
import { json, type NextFunction, type Request, type Response } from 'express';
import { Drain } from './limits/drain.js';
import { Forwarding } from './limits/forwarding.js';
import { servePortal } from './portal/portal.js';
import { apiPrefix, outsidePrefix } from './portal/prefix.js';
import { invalidRequest } from './problem.js';
import { requestContext } from './request-context.js';
import { RequestLimits } from './limits/request-limit.js';
import { cutSlowBodies } from './limits/slow-body.js';

export interface HttpOptions {
  /** Directory of the built portal. */
  readonly portalDirectory: string;
  /** Addresses or networks whose `X-Forwarded-*` headers are believed; none by default. */
  readonly trustedProxies: readonly string[];
  /** Requests that one address may send in a minute; read for each request, since the setting is live. */
  readonly requestsPerMinute: () => number;
  /** Name of the session cookie, and what it is signed with: who is signed in has a limit of their own. */
  readonly session: { readonly cookieName: string; readonly secret: string };
  /** Largest JSON body, in bytes. */
  readonly bodyLimit: number;
  /** Whether people reach this over TLS (behind a proxy): only then are HSTS and secure cookies sent. */
  readonly overTls: boolean;
  /** The address that people have in their browsers, where it was set. */
  readonly publicUrl: string | null;
  /** Milliseconds that answers being written get to finish when this instance is stopped. */
  readonly drainMs: number;
}

/** Milliseconds; longer than proxies keep their side open (60 s), or they would send into a connection that is just being closed. */
const keptAlive = 75_000;
/** Milliseconds for the headers of a request, and for all of it; Node.js checks every half a minute. The body has a sharper limit below. */
const headersWithin = 20_000;
const requestWithin = 3_600_000;
/** Seconds for a body: that of the largest default, over the slowest of mobile networks. */
const bodyWithin = 30;
/** Bytes of an upload in each such time: some 2 kB a second, which the slowest of mobile networks has. */
const leastUpload = 64 * 1024;

/** Everything between the socket and the guards, in this order: request id, headers, cross-site check, drain, portal, limit, body. */
export function configureHttp(app: NestExpressApplication, options: HttpOptions): void {
  const server = app.getHttpServer() as Server;
  server.keepAliveTimeout = keptAlive;
  server.headersTimeout = headersWithin;
  server.requestTimeout = requestWithin;
  // Some proxies send none; what the host would say is known then.
  if (options.publicUrl !== null) (server as Server & { requireHostHeader: boolean }).requireHostHeader = false;
  app.set('trust proxy', options.trustedProxies.length > 0 ? [...options.trustedProxies] : false);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(requestContext);
  app.use(app.get(Forwarding).middleware);
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: "'none'", frameAncestors: "'none'", baseUri: "'none'" },
    },
    strictTransportSecurity: options.overTls,
    xFrameOptions: { action: 'deny' },
  });
  // A browser names the public address as its origin, regardless of what a proxy makes of the host.
  app.enableCsrfProtection({ trustedOrigins: options.publicUrl === null ? [] : [new URL(options.publicUrl).origin] });
  app.use(app.get(Drain).withPatience(options.drainMs).middleware);
  app.use(servePortal(options.portalDirectory));
  app.use(noStore);
  const { cookieName, secret: cookieSecret } = options.session;
  app.use(app.get(RequestLimits).middleware({ perMinute: options.requestsPerMinute, cookieName, cookieSecret }));
  app.use(cutSlowBodies({ seconds: bodyWithin, uploadBytes: leastUpload }));
  app.use(json({ limit: options.bodyLimit, strict: true, verify: refuseInvalidUtf8 }));
  app.setGlobalPrefix(apiPrefix, { exclude: outsidePrefix.map((place) => `${place}/{*path}`) });
}

/** Answers of the API are personal: no cache keeps them. */
function noStore(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

/** The parser would replace broken bytes in silence, and what is kept would not be what was sent. */
function refuseInvalidUtf8(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw invalidRequest({ errors: [{ path: '', message: 'is not valid UTF-8' }] });
}
