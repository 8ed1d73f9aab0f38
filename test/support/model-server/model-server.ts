import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Exchange } from './exchange.js';
import { calmKnobs, type Knobs } from './knobs.js';
import { PromptLog, type SeenRequest } from './prompt-log.js';
import { routes, type ServerState } from './routes.js';
import { isVendorAnswer, vendorRoute } from './vendor-routes.js';
import { Slots } from './slots.js';

export interface ModelServerOptions extends Partial<Knobs> {
  /** 0, the default, takes a free port. */
  readonly port?: number;
}

export interface ModelServer {
  readonly url: string;
  /** Every request so far; entries change while their responses are being sent. */
  readonly prompts: readonly SeenRequest[];
  readonly knobs: Readonly<Knobs>;
  set(knobs: Partial<Knobs>): void;
  /** Settles when the condition on the requests holds: wait on this, never on time. */
  until(condition: (seen: readonly SeenRequest[]) => boolean): Promise<void>;
  forget(): void;
  close(): Promise<void>;
}

/**
 * A stand-in for a model server that speaks the wire formats of Ollama and of OpenAI-compatible servers on one port,
 * as well or as badly as its knobs say, and records its requests.
 */
export async function startModelServer({ port = 0, ...options }: ModelServerOptions = {}): Promise<ModelServer> {
  let knobs: Knobs = { ...calmKnobs, ...options };
  const log = new PromptLog();
  const turn = (changes: Partial<Knobs>): void => {
    knobs = { ...knobs, ...changes };
  };
  const remove = (model: string): void => turn({ models: knobs.models.filter((name) => name !== model) });
  const state: ServerState = { loaded: new Set(knobs.models.slice(0, 1)), slots: new Slots(), remove };

  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      if (request.url?.startsWith('/__control/')) return control(request, response, text, { log, turn, knobs: () => knobs });
      const exchange = new Exchange(request, response, text, knobs, log);
      if (refuses(exchange, turn)) return;
      const route = vendorRoute(exchange) ?? routes[`${exchange.method} ${exchange.path}`];
      if (!route) return exchange.answer(404, { error: '404 page not found' });
      return Promise.resolve(route(exchange, state)).catch((error: unknown) => {
        if (!exchange.left.aborted) throw error;
      });
    });
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', 1024, resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get prompts() {
      return log.seen;
    },
    get knobs() {
      return knobs;
    },
    set: turn,
    until: (condition) => log.until(condition),
    forget: () => log.forget(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuses(exchange: Exchange, turn: (changes: Partial<Knobs>) => void): boolean {
  const { knobs, path } = exchange;
  if (knobs.bearer !== null && exchange.entry.headers['authorization'] !== `Bearer ${knobs.bearer}`) {
    exchange.refuse(401, { error: 'unauthorized' });
    return true;
  }
  const isAsked = ['/api/chat', '/v1/chat/completions', '/api/embed', '/v1/embeddings'].includes(path);
  if (!isAsked && !isVendorAnswer(path)) return false;
  if (knobs.refusals > 0) {
    turn({ refusals: knobs.refusals - 1 });
    exchange.refuse(knobs.refusalStatus, { error: refusalText(knobs) });
    return true;
  }
  if (knobs.html) {
    exchange.text200('<!doctype html><title>Sign in to the network</title>', 'text/html; charset=utf-8');
    return true;
  }
  return false;
}

function refusalText({ refusalStatus, refusalText: own, models }: Knobs): string {
  if (own !== null) return own;
  const texts: Record<Knobs['refusalStatus'], string> = {
    400: 'bad request',
    401: 'unauthorized',
    403: 'remote model is unavailable',
    404: `model '${models[0] ?? ''}' not found`,
    429: 'too many requests',
    500: 'model runner has unexpectedly stopped',
    503: 'server busy, please try again.  maximum pending requests exceeded',
  };
  return texts[refusalStatus];
}

interface Controls {
  readonly log: PromptLog;
  readonly turn: (changes: Partial<Knobs>) => void;
  readonly knobs: () => Knobs;
}

/** `PUT /__control/knobs`, `GET|DELETE /__control/prompts`: for tests that run the server as a process of its own. */
function control(request: IncomingMessage, response: ServerResponse, text: string, { log, turn, knobs }: Controls): void {
  const asked = `${request.method} ${request.url}`;
  if (asked === 'PUT /__control/knobs') turn(JSON.parse(text) as Partial<Knobs>);
  if (asked === 'DELETE /__control/prompts') log.forget();
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(asked.endsWith('/prompts') ? log.seen : knobs()));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
