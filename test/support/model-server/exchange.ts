import { setTimeout as wait } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyWriter } from './body-writer.js';
import type { Knobs } from './knobs.js';
import type { PromptLog, SeenRequest } from './prompt-log.js';
import { playStream, type WireFormat } from './script.js';

/** One request with its answer, the knobs of that moment, and the watch on whether the client is still there. */
export class Exchange {
  readonly knobs: Knobs;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly method: string;
  readonly text: string;
  readonly entry: SeenRequest;
  private readonly response: ServerResponse;
  private readonly log: PromptLog;
  private readonly gone = new AbortController();
  private readonly writer: BodyWriter;

  constructor(request: IncomingMessage, response: ServerResponse, text: string, knobs: Knobs, log: PromptLog) {
    this.response = response;
    this.knobs = { ...knobs };
    this.log = log;
    this.text = text;
    const url = new URL(request.url ?? '/', 'http://model');
    [this.path, this.query] = [url.pathname, url.searchParams];
    this.method = request.method ?? 'GET';
    this.entry = log.add({ path: this.path, method: this.method, headers: request.headers, body: parsed(text) });
    this.writer = new BodyWriter(response, this.knobs, () => log.settle(this.entry, 'cut'));
    response.on('close', () => {
      log.settle(this.entry, response.writableFinished ? 'answered' : 'client-left');
      this.gone.abort();
    });
  }

  get left(): AbortSignal {
    return this.gone.signal;
  }

  get json(): Record<string, unknown> {
    const body = this.entry.body;
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  }

  answer(status: number, body: object): void {
    this.whole(status, 'application/json; charset=utf-8', JSON.stringify(body));
  }

  refuse(status: number, body: object): void {
    this.log.settle(this.entry, 'refused');
    this.answer(status, body);
  }

  text200(text: string, contentType = 'text/plain; charset=utf-8'): void {
    this.whole(200, contentType, text);
  }

  /** Whole JSON where a stream was requested. */
  json200(body: object): void {
    const text = JSON.stringify(body, null, this.knobs.wholeJson === 'pretty' ? 2 : undefined);
    this.whole(200, 'application/json', `${this.knobs.bom ? '\ufeff' : ''}${text}\n`);
  }

  lines(texts: readonly string[]): void {
    this.writer.headers(200, 'application/x-ndjson');
    for (const text of texts) this.writer.write(text);
    this.writer.end();
  }

  /** With the pause that there is between tokens. */
  async linesAtPace(texts: readonly string[]): Promise<void> {
    this.writer.headers(200, 'application/x-ndjson');
    for (const text of texts) {
      this.writer.write(text);
      if (this.knobs.tokenMs > 0) await wait(this.knobs.tokenMs, undefined, { signal: this.left });
    }
    this.writer.end();
  }

  async stream(wire: WireFormat, options: { readonly withThinking: boolean }): Promise<void> {
    const stage = { knobs: this.knobs, log: this.log, entry: this.entry, body: this.writer, left: this.left, ...options };
    try {
      await playStream(stage, wire);
    } catch (error) {
      if (!this.left.aborted) throw error;
    }
  }

  private whole(status: number, contentType: string, text: string): void {
    if (this.response.destroyed) return;
    this.writer.headers(status, contentType);
    this.writer.write(text);
    this.writer.end();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
