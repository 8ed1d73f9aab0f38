import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Log } from '../../logging/log.js';
import { unavailable } from '../problem.js';

/** Milliseconds that running requests get to finish by themselves, and then to be ended. */
const patience = { running: 10_000, rest: 2_000 };
/** Milliseconds between two checks of what is still open. */
const pollEvery = 20;

/**
 * Shuts an instance down without cutting a request: first nothing new is accepted and running requests may finish, then rooms end their work and
 * their streams, and last all remaining connections are closed. Without it, one open stream would keep the process for ever.
 */
@Injectable()
export class Drain implements BeforeApplicationShutdown {
  private readonly open = new Set<Response>();
  private isClosing = false;

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly log: Log,
  ) {}

  readonly middleware = (_request: Request, response: Response, next: NextFunction): void => {
    if (this.isClosing) {
      response.setHeader('Connection', 'close');
      return next(unavailable({ retryAfter: 2 }));
    }
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
    next();
  };

  /** Before any room begins to close: the root module calls it. Streams go on; they have no end of their own. */
  async begin(): Promise<void> {
    this.isClosing = true;
    this.server.close();
    for (const response of this.open) if (!response.headersSent) response.setHeader('Connection', 'close');
    await this.until(() => [...this.open].every(isStream), patience.running);
  }

  /** After the rooms have begun to close, before the database goes. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const response of this.open) if (isStream(response)) end(response);
    await this.until(() => this.open.size === 0, patience.rest);
    if (this.open.size > 0) this.log.warn('requests were aborted by the shutdown', { count: this.open.size });
    this.server.closeAllConnections();
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
