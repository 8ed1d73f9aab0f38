import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Metrics } from './metrics.js';

/**
 * Times every request. The label is the route's pattern, so that ids make no new series. A stream lasts as long as its reader wants: its
 * duration says nothing about us and would bury the others'.
 */
export function measureHttp(metrics: Metrics): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const stop = metrics.httpDuration.startTimer();
    response.once('close', () => {
      if (response.statusCode === 429) metrics.rateLimited.inc();
      if (String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream')) return;
      const route = (request.route as { path?: unknown } | undefined)?.path;
      stop({ method: request.method, route: typeof route === 'string' ? route : 'other', status: String(response.statusCode) });
    });
    next();
  };
}
