import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Measurements, each after a garbage collection, to see what remains. */
const eventsBetween = 100_000;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Twice: memory outside the heap, such as a buffer's, is released after a collection has ended. */
function collect(): void {
  gc();
  gc();
}

/**
 * How the memory of this process grows while it goes through a log: what is in use at each hundred thousand events, rubbish thrown away,
 * and what the system has given in all, which V8 lets grow with rubbish as far as it likes.
 */
export class MemoryGrowth {
  private readonly inUse: number[] = [];
  private readonly before: { readonly rss: number; readonly used: number };
  private rss = 0;

  constructor() {
    collect();
    this.before = { rss: process.memoryUsage.rss(), used: used() };
  }

  look(events: number): void {
    this.rss = Math.max(this.rss, process.memoryUsage.rss());
    if (events < eventsBetween * (this.inUse.length + 1)) return;
    collect();
    this.inUse.push(used());
  }

  figures(): object {
    return {
      residentGrowthMiB: mebibytes(Math.max(0, this.rss - this.before.rss)),
      inUseGrowthMiB: this.inUse.map((bytes) => Math.round(((bytes - this.before.used) / 1024 / 1024) * 10) / 10),
    };
  }
}

export function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external; // array buffers are among the external
}
