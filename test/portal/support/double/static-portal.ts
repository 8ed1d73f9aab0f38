import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { diagramHeaders } from '../../../../libs/platform/http/portal/diagram-frame.js';
import { portalPolicy } from '../../../../libs/platform/http/portal/portal.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
};

/** The built portal under the same policy as the real server sends: nothing inline, nothing from elsewhere, trusted types. */
export async function servePortal(root: string, path: string, response: ServerResponse): Promise<void> {
  const file = extname(path) === '' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
  const content = await readFile(join(root, file)).catch(() => null);
  if (content === null) {
    response.writeHead(404).end();
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': portalPolicy(nonce),
    ...diagramHeaders(path),
  });
  response.end(file === 'index.html' ? content.toString().replaceAll('__CSP_NONCE__', nonce) : content);
}
