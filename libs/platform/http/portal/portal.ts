import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setDiagramHeaders } from './diagram-frame.js';
import { portalAssets } from './portal-assets.js';
import { apiPrefix, outsidePrefix } from './prefix.js';
import { notFound } from '../problem.js';

const elsewhere: ReadonlySet<string> = new Set([apiPrefix, ...outsidePrefix]);
const noncePlaceholder = /__CSP_NONCE__/g;

/**
 * Serves the built portal: hashed assets for a year, the page itself fresh each time with a nonce of its own, and the page for every
 * address of the portal's router. Everything else outside the API is not found; without a built portal, everything.
 */
export function servePortal(directory: string): RequestHandler {
  const page = join(directory, 'index.html');
  const portal = existsSync(page) ? builtPortal(directory, readFileSync(page, 'utf8')) : nothing;
  return (request, response, next) => {
    if (elsewhere.has(request.path.split('/')[1]!)) return next();
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    return (isRead ? portal : nothing)(request, response, next);
  };
}

function builtPortal(directory: string, template: string): RequestHandler {
  const assets = portalAssets(directory);
  return (request, response, next) => {
    if (isPage(request.path)) return sendPage(response, template);
    setDiagramHeaders(request.path, response);
    assets(request, response, () => (request.path.includes('.') ? next(notFound()) : sendPage(response, template)));
  };
}

function nothing(_request: Request, _response: Response, next: NextFunction): void {
  next(notFound());
}

/**
 * Nothing inline, nothing from elsewhere. Angular adds its component styles under the nonce; Trusted Types keep strings out of the
 * DOM's script sinks.
 */
export function portalPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'", // for diagrams; no other page lets itself be framed
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types angular angular#bundler',
  ].join('; ');
}

function sendPage(response: Response, template: string): void {
  const nonce = randomBytes(16).toString('base64url');
  response.setHeader('Content-Security-Policy', portalPolicy(nonce));
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(template.replace(noncePlaceholder, nonce));
}

function isPage(path: string): boolean {
  return path === '/' || path === '/index.html';
}
