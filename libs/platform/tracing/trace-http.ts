import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isFromTrustedProxy } from '../http/request-context.js';
import { withSpan } from './span.js';
import type { Tracing } from './tracing.js';

/**
 * A span for each request that reaches a route, named by the route's pattern: no path, no query, no header. Streams last as long as their reader
 * wants, and files of the portal are many; neither has a span of its own, and what is done for a stream is still part of its trace.
 */
export function traceHttp(tracing: Tracing): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const span = isInteresting(request.path) ? tracing.request(parentOf(request)) : null;
    if (span === null) return next();
    response.once('close', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      if (typeof route !== 'string') return;
      if (String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream')) return;
      span.rename(`${request.method} ${route}`);
      span.set({
        'http.request.method': request.method,
        'http.route': route,
        'http.response.status_code': response.statusCode,
        'chat_man.request_id': String(response.getHeader('X-Request-Id') ?? ''),
      });
      span.end(failureOf(response.statusCode));
    });
    withSpan(span, next);
  };
}

/** Calls of the API, but for those by which it is watched every few seconds. */
function isInteresting(path: string): boolean {
  return /^\/(api|v1)\//.test(path) && !/^\/api\/(health|metrics)(\/|$)/.test(path);
}

function failureOf(status: number): Error | undefined {
  return status >= 500 ? Object.assign(new Error('failed'), { name: 'Http', code: String(status) }) : undefined;
}

function parentOf(request: Request): string | undefined {
  const given = request.headers['traceparent'];
  return typeof given === 'string' && isFromTrustedProxy(request) ? given : undefined;
}
