import type { Response } from 'express';

/** Where the page is that draws diagrams, and its scripts. */
const place = '/diagrams/';

/**
 * A diagram is drawn from what a model wrote by a library that is too large to trust with it. It is drawn in a page of its own, framed by
 * the portal: without an origin, so that it has neither cookies nor storage nor a way into the portal, and without any network.
 */
export const diagramPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
].join('; ');

export function diagramHeaders(path: string): Readonly<Record<string, string>> {
  if (!path.startsWith(place)) return {};
  if (path.endsWith('.html')) return { 'Content-Security-Policy': diagramPolicy, 'X-Frame-Options': 'SAMEORIGIN' };
  // To a page without an origin everything is another site. There is nothing in these files that others do not know.
  return { 'Cross-Origin-Resource-Policy': 'cross-origin' };
}

export function setDiagramHeaders(path: string, response: Response): void {
  for (const [name, value] of Object.entries(diagramHeaders(path))) response.setHeader(name, value);
}
