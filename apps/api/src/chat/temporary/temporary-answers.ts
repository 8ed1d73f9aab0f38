import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Drain } from '#platform/http/limits/drain.js';
import type { LiveAnswer } from '../generation/stream/live-answer.js';

/** Milliseconds that the end of the process waits for answers to be put down. */
const lastMoment = 5_000;

/** Answers of temporary conversations that this instance writes. They are in no buffer and under no lease: the process is all they have. */
@Injectable()
export class TemporaryAnswers implements OnModuleDestroy {
  private readonly open = new Map<LiveAnswer, Promise<unknown>>();

  constructor(drain: Drain) {
    drain.waitFor(this);
  }

  get count(): number {
    return this.open.size;
  }

  async run(live: LiveAnswer, work: () => Promise<void>): Promise<void> {
    const running = work();
    this.open.set(live, running);
    try {
      await running;
    } finally {
      this.open.delete(live);
    }
  }

  async onModuleDestroy(): Promise<void> {
    for (const live of this.open.keys()) live.abort('shutdown');
    const ended = Promise.allSettled(this.open.values());
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, lastMoment).unref())]);
  }
}
