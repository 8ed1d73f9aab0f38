import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { problem } from '../problem.js';

const slowBody = problem(
  'timed-out',
  'body-too-slow',
  'The request did not arrive in time. Send it again over a faster connection.',
);

export interface BodyPace {
  /** For a whole body that is no upload: what is sent at all is at most `http.maxBodyBytes`. */
  readonly seconds: number;
  /** Of an upload in each such time: files may be large, and take as long as they come at this pace. */
  readonly uploadBytes: number;
}

/** Milliseconds for a sender to read an answer that came before all of its upload did. */
const lingerFor = 2_000;

/**
 * Cuts requests whose body does not arrive in time: a few bytes at a time would hold a connection, and what waits for it, for as long as
 * somebody likes.
 */
export function cutSlowBodies({ seconds, uploadBytes }: BodyPace): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (!hasBody(request)) return next();
    const cut = (): void => {
      response.setHeader('Connection', 'close');
      response.once('finish', () => request.destroy());
      next(slowBody());
    };
    const watch = isUpload(request) ? watchPace(request, uploadBytes, seconds * 1_000, cut) : setTimeout(cut, seconds * 1_000);
    const arrived = () => clearTimeout(watch);
    request.once('end', arrived).once('close', arrived);
    response.once('finish', () => {
      arrived(); // refused before anybody read it
      if (isUpload(request) && !request.complete) setTimeout(() => request.destroy(), lingerFor).unref();
    });
    next();
  };
}

/** Counts what the socket has read. A body that waits for us is not late. */
function watchPace(request: Request, bytes: number, everyMs: number, cut: () => void): NodeJS.Timeout {
  let before = request.socket.bytesRead;
  const watch = setInterval(() => {
    const now = request.socket.bytesRead;
    const isWaitingForUs = request.isPaused() || request.readableLength > 0;
    if (now - before < bytes && !isWaitingForUs) {
      clearInterval(watch);
      cut();
    }
    before = now;
  }, everyMs);
  return watch;
}

function isUpload({ headers }: Request): boolean {
  return /^multipart\//i.test(headers['content-type'] ?? '');
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
