import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ProblemDocument } from '#contracts/problem.js';
import { RestoreProgress } from '#contracts/backup/restore.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { errorName } from '#platform/logging/error-name.js';
import type { Log } from '#platform/logging/log.js';
import type { RestoreRecord } from '#platform/maintenance/restore-record.js';
import { maintenancePage, pageScript } from './maintenance-page.rules.js';

const retryAfter = 5;
const scriptHash = createHash('sha256').update(pageScript).digest('base64');
const policy =
  `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'unsafe-inline'; connect-src 'self'; ` +
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
const headers = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  Connection: 'close',
};

/** Answers for this instance while its API is stopped: people get a page with the steps, programs a problem document, both with 503. */
export class MaintenanceServer {
  private constructor(private readonly server: Server) {}

  /** Null where the port can't be had: then people see what their proxy says of a server that is away. */
  static async listen(
    { port, host }: Pick<Environment, 'port' | 'host'>,
    read: () => Promise<RestoreRecord | null>,
    log: Log,
  ): Promise<MaintenanceServer | null> {
    const server = createServer((request, response) => {
      answer(request, response, read).catch(() => response.destroy());
    });
    try {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      return new MaintenanceServer(server);
    } catch (cause) {
      log.warn('the maintenance page cannot be served', { error: errorName(cause) });
      return null;
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  read: () => Promise<RestoreRecord | null>,
): Promise<void> {
  request.resume();
  const path = (request.url ?? '/').split('?')[0]!;
  if (path === '/api/health') return json(response, 200, { status: 'ok' }); // the supervisor is alive, and must not be killed now
  const record = await read();
  const progress = record && RestoreProgress.parse(record);
  if (path === '/api/maintenance' && progress) return json(response, 200, progress);
  if (path.startsWith('/api/') || !progress) return json(response, 503, closed(), 'application/problem+json');
  send(response, 503, maintenancePage(progress), {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
  });
}

function closed(): ProblemDocument {
  return {
    type: 'about:blank',
    title: 'Being restored',
    status: 503,
    code: 'maintenance',
    detail: 'Chat Man is closed while a backup is being restored. Try again in a few minutes.',
    requestId: randomUUID(),
  };
}

function json(response: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
  send(response, status, JSON.stringify(body), { 'Content-Type': `${type}; charset=utf-8` });
}

function send(response: ServerResponse, status: number, body: string, more: Readonly<Record<string, string>>): void {
  const waiting = status === 503 ? { 'Retry-After': String(retryAfter) } : {};
  response.writeHead(status, { ...headers, ...waiting, ...more });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
