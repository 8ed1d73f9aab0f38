import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Actor } from '#platform/access/actor.js';
import { Drain } from '#platform/http/limits/drain.js';
import type { Problem } from '#platform/http/problem.js';
import { failureOf } from '../chat.errors.js';
import { EventFeeds } from '../generation/stream/event-feeds.js';

/** Milliseconds that the end of the process waits for answers to be put down. */
const lastMoment = 5_000;

/** An answer that is being written for a connection. */
export interface OpenCompletion {
  /** Aborted when nobody reads any more, or nobody may. */
  readonly signal: AbortSignal;
  /** Why it was ended from here; null for one whose reader left. */
  readonly problem: () => Problem | null;
}

interface Ending {
  readonly stop: AbortController;
  problem: Problem | null;
}

/** The answers that this instance writes for connections. None outlives its connection, its reader's right to it, or the process. */
@Injectable()
export class OpenCompletions implements OnModuleDestroy {
  private readonly open = new Map<Ending, Promise<unknown>>();

  constructor(
    private readonly feeds: EventFeeds,
    drain: Drain,
  ) {
    drain.waitFor(this);
  }

  get count(): number {
    return this.open.size;
  }

  async run<Result>(
    actor: Actor,
    response: ServerResponse,
    work: (completion: OpenCompletion) => Promise<Result>,
  ): Promise<Result> {
    const ending: Ending = { stop: new AbortController(), problem: null };
    const left = (): void => ending.stop.abort();
    if (response.destroyed) left();
    response.once('close', left);
    const unwatch = this.feeds.watch(actor, { refuse: (problem) => end(ending, problem) });
    const running = work({ signal: ending.stop.signal, problem: () => ending.problem });
    this.open.set(ending, running);
    try {
      return await running;
    } finally {
      this.open.delete(ending);
      unwatch();
      response.off('close', left);
    }
  }

  async onModuleDestroy(): Promise<void> {
    for (const ending of this.open.keys()) end(ending, failureOf('answer-interrupted'));
    const ended = Promise.allSettled(this.open.values());
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, lastMoment).unref())]);
  }
}

function end(ending: Ending, problem: Problem): void {
  ending.problem ??= problem;
  ending.stop.abort();
}
