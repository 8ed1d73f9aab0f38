import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Certificate } from '../../../apps/cli/src/compose/certificate.js';

/** Answers over TLS, goes round the instances, and asks the next one where none listens: what matters of nginx for a machine without it. */
export async function startOwnProxy(
  port: number,
  ports: readonly number[],
  { certificate, key }: Certificate,
): Promise<() => Promise<void>> {
  let turn = 0;
  const server = createServer({ cert: certificate, key }, (request, response) => pass(request, response, turn++, ports.length));
  const pass = (request: IncomingMessage, response: ServerResponse, at: number, left: number): void => {
    const headers = {
      ...request.headers,
      connection: 'close',
      'x-forwarded-for': request.socket.remoteAddress,
      'x-forwarded-proto': 'https',
    };
    const upstream = forward({
      host: '127.0.0.1',
      port: ports[at % ports.length],
      agent: false,
      method: request.method,
      path: request.url,
      headers,
    });
    upstream.once('response', (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    });
    upstream.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && left > 1) return pass(request, response, at + 1, left - 1);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    response.once('close', () => upstream.destroy());
    upstream.once('socket', (socket) => socket.once('connect', () => request.pipe(upstream)));
  };
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
