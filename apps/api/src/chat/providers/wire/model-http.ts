import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { ProviderPlace } from '#contracts/chat/provider.js';
import { ProviderFailure } from '../llm-provider.js';
import { socketRefusalOf } from '../refusal.rules.js';

/** Where a model server is and what every request to it carries, such as the token of a proxy before it. */
export interface ModelServerAddress {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A server with what the settings say of where it runs. */
export interface PlacedModelServer extends ModelServerAddress {
  readonly place: ProviderPlace;
}

export interface ModelCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly connectMs: number;
  readonly signal: AbortSignal;
}

export interface ModelReply {
  readonly status: number;
  /** Without parameters, in lower case. */
  readonly contentType: string;
  readonly body: Readable;
}

/**
 * Requests to model servers. Node's own client rather than `fetch`, whose 300-second limit on headers kills a slow load, and which
 * costs about twice the processor time per token (docs/decisions/0003-talk-to-model-servers-directly.md).
 */
const agents = {
  'http:': new HttpAgent({ keepAlive: true, scheduling: 'lifo', maxFreeSockets: 256 }),
  'https:': new HttpsAgent({ keepAlive: true, scheduling: 'lifo', maxFreeSockets: 256 }),
};

/** Resolves with the headers; rejects with a `ProviderFailure`, also when the signal is aborted. The signal closes the socket at any time. */
export async function callModelServer(address: ModelServerAddress, call: ModelCall): Promise<ModelReply> {
  try {
    return await attempt(address, call);
  } catch (error) {
    // A kept connection that the server had closed meanwhile: nothing was read, so nothing can happen twice.
    if (error instanceof StaleConnection) return attempt(address, call);
    throw error;
  }
}

class StaleConnection extends ProviderFailure {}

function attempt(address: ModelServerAddress, call: ModelCall): Promise<ModelReply> {
  return new Promise((resolve, reject) => {
    const request = requestTo(address, call);
    const limit = setTimeout(() => request.destroy(new ProviderFailure('model-unreachable', false)), call.connectMs);
    request.on('socket', (socket) => {
      outlivesAborts(socket);
      if (!socket.connecting) clearTimeout(limit);
      else socket.once('connect', () => clearTimeout(limit));
    });
    request.on('response', (response) => {
      clearTimeout(limit);
      resolve({
        status: response.statusCode ?? 0,
        contentType: (response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase(),
        body: unpacked(response),
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      if (error instanceof ProviderFailure) return reject(error);
      const isStale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      const { code, retryable } = socketRefusalOf(error.code, false);
      reject(new (isStale ? StaleConnection : ProviderFailure)(code, retryable, { cause: error }));
    });
  });
}

const guarded = new WeakSet<Socket>();

/**
 * A call that is aborted between the end of its response and the return of its socket to the pool destroys a socket without
 * a listener, and an unhandled error event would end the process.
 */
function outlivesAborts(socket: Socket): void {
  if (guarded.has(socket)) return;
  guarded.add(socket);
  socket.on('error', () => undefined);
}

function requestTo({ baseUrl, headers }: ModelServerAddress, { method, path, body, signal }: ModelCall): ClientRequest {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}${path}`);
  const isTls = url.protocol === 'https:';
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const request = (isTls ? httpsRequest : httpRequest)(url, {
    method,
    signal,
    agent: isTls ? agents['https:'] : agents['http:'],
    headers: {
      // Compression would hold tokens back; a server that packs its answer all the same is understood.
      'accept-encoding': 'identity',
      ...(payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {}),
      ...headers,
    },
  });
  request.end(payload);
  return request;
}

function unpacked(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return response;
  const unpacker = encoding === 'gzip' ? createGunzip() : encoding === 'br' ? createBrotliDecompress() : createInflate();
  response.on('error', (error) => unpacker.destroy(error));
  response.on('aborted', () => unpacker.destroy(new Error('aborted')));
  unpacker.on('close', () => response.destroy());
  return response.pipe(unpacker);
}

/** Closes all kept connections, so that a process can end. */
export function closeModelConnections(): void {
  agents['http:'].destroy();
  agents['https:'].destroy();
}

const longestReply = 4 * 1024 * 1024;

/** The whole text of a reply that is not streamed, up to 4 MiB. */
export async function textOf(reply: ModelReply): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of reply.body as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > longestReply) throw new ProviderFailure('not-a-model-server', false);
      parts.push(part);
    }
  } catch (cause) {
    throw cause instanceof ProviderFailure ? cause : new ProviderFailure('answer-cut', false, { cause });
  }
  return Buffer.concat(parts).toString('utf8');
}
