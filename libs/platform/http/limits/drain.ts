import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import type { Server } from 'node:http';
import { setImmediate as nextIteration, setTimeout as pause } from 'node:timers/promises';
import { Log } from '../../logging/log.js';
import { unavailable } from '../problem.js';

/** Milliseconds that running requests get to finish by themselves at least, and then to be ended. */
const patience = { running: 10_000, rest: 2_000 };
/** Milliseconds for accepting what waits, on an instance that gets new connections all the time. */
const acceptingWithin = 1_000;
/** Milliseconds between two checks of what is still open. */
const pollEvery = 20;

/** Work that outlives the request that started it, such as an answer that is being written. */
export interface UnfinishedWork {
  readonly count: number;
}

/**
 * Shuts an instance down without cutting a request: first no new connection is accepted while requests and answers may finish, then rooms end
 * their work and their streams, and last all remaining connections are closed. Without it, one open stream would keep the process for ever.
 */
@Injectable()
export class Drain implements BeforeApplicationShutdown {
  private readonly open = new Set<Response>();
  private readonly works: UnfinishedWork[] = [];
  private isClosing = false;
  private isRefusing = false;
  private workMs = 0;

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly log: Log,
  ) {}

  readonly middleware = (_request: Request, response: Response, next: NextFunction): void => {
    // What comes over a connection that was accepted before is served: a proxy may not send it a second time.
    if (this.isClosing) response.setHeader('Connection', 'close');
    if (this.isRefusing) return next(unavailable({ retryAfter: 2 }));
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
    next();
  };

  /** For how long unfinished work is waited for. */
  withPatience(workMs: number): this {
    this.workMs = workMs;
    return this;
  }

  /** Has the instance wait for this work, within its patience, before any room begins to close. */
  waitFor(work: UnfinishedWork): void {
    this.works.push(work);
  }

  /** Before any room begins to close: the root module calls it. Streams go on; they have no end of their own. */
  async begin(): Promise<void> {
    this.isClosing = true;
    await this.acceptWaiting();
    this.server.close();
    for (const response of this.open) if (!response.headersSent) response.setHeader('Connection', 'close');
    const since = performance.now();
    await this.until(() => [...this.open].every(isStream), Math.max(patience.running, this.workMs));
    await this.until(() => this.works.every(({ count }) => count === 0), this.workMs - (performance.now() - since));
    this.isRefusing = true;
  }

  /** After the rooms have begun to close, before the database goes. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const response of this.open) if (isStream(response)) end(response);
    await this.until(() => this.open.size === 0, patience.rest);
    if (this.open.size > 0) this.log.warn('requests were aborted by the shutdown', { count: this.open.size });
    this.server.closeAllConnections();
  }

  /**
   * The system accepts connections before we do, and closing the socket resets those that wait: a proxy has sent its request by then, and may
   * not send a POST a second time. Node.js takes one connection from the queue in each iteration of its event loop.
   */
  private async acceptWaiting(): Promise<void> {
    let accepted = true;
    const onConnection = (): void => void (accepted = true);
    this.server.on('connection', onConnection);
    for (const end = performance.now() + acceptingWithin; accepted && performance.now() < end;) {
      accepted = false;
      await nextIteration(); // of this iteration, which may have looked for connections before
      await nextIteration();
    }
    this.server.off('connection', onConnection);
  }

  /** Polls, since only its headers show that a response is a stream. */
  private async until(isReached: () => boolean, milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    while (!isReached() && performance.now() < end) await pause(pollEvery);
  }

  private get server(): Server {
    return this.adapterHost.httpAdapter.getHttpServer() as Server;
  }
}

function isStream(response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}

/** A clean end, so that readers reconnect with their cursor. A late write to it must not break anything. */
function end(response: Response): void {
  response.on('error', () => undefined);
  response.end();
  response.socket?.destroySoon();
}
