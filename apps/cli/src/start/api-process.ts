import { spawn, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { lineByLine } from '#platform/postgres/embedded/lines.js';

export interface ApiEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds since it was ready, or null when it never was. */
  readonly readyForMs: number | null;
}

export interface ApiStart {
  readonly main: string;
  readonly variables: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Milliseconds that the API gives to answers that are being written when it is stopped. */
  readonly drainMs: number;
}

const readyLine = 'Chat Man is ready at ';
/** Milliseconds that the API needs at worst to stop, beside those that it gives to answers. */
const orderlyStop = 30_000;

/**
 * Megabytes of a half of V8's space for young objects. Its default grows with the machine and keeps what the start has used: 189 MB
 * resident when idle, against 150 MB with this. Source maps would cost another 9 MB.
 */
const youngSpace = 8;

/**
 * Threads with which V8 collects garbage and compiles, beside the one that answers people: no more than there are processors left. Its
 * usual four take a small machine away from that one, the models and PostgreSQL, several times a minute for a tenth of a second. On two
 * processors, at 50 questions a second, Chat Man added 62 to 265 ms to the first text of the slowest answer in a hundred; 32 to 75 so.
 */
const helpers = Math.min(4, Math.max(1, availableParallelism() - 1));

/**
 * Growth of memory, in percent of what is in use, before V8 runs a full garbage collection. By default that happens every three seconds at
 * 50 questions a second, and requests then wait for 50 to 150 ms more; with this, every ten to twenty. Costs some 130 MB then, none when idle.
 */
const growth = 200;

/**
 * Whether V8 collects garbage in a thread beside the one that answers requests. On two processors it does so between requests
 * instead: the slowest answer in a hundred waited 12 to 24 ms more in four runs, and 22 to 47 in four with the thread (397 in a fifth).
 */
const marking = availableParallelism() > 2 ? '--concurrent-marking' : '--no-concurrent-marking';

const flags = [
  `--max-semi-space-size=${youngSpace}`,
  `--v8-pool-size=${helpers}`,
  `--heap-growing-percent=${growth}`,
  marking,
  '--expose-gc', // the API releases the memory of its start
];

/**
 * Hashing a password takes 19 MB for a short time. The C library of Linux keeps that for each of the threads that have hashed, 78 MB after some
 * sign-ins, unless they share one heap beside the main one: 40 MB. Other systems ignore the variable.
 */
const memory = { MALLOC_ARENA_MAX: '2' };

/**
 * The API in a process of its own. Secrets travel in its environment, never among its arguments, which every user of the machine can read.
 * The channel between the two closes when this process dies, and the API ends itself then.
 */
export class ApiProcess {
  private readyAt: number | null = null;
  readonly ended: Promise<ApiEnd>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly drainMs: number,
  ) {
    lineByLine(child.stdout!, (line) => {
      if (line.startsWith(readyLine)) this.readyAt ??= performance.now();
      process.stdout.write(`${line}\n`);
    });
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal, readyForMs: this.readyForMs() }));
      child.once('error', () => resolve({ code: 1, signal: null, readyForMs: this.readyForMs() }));
    });
  }

  /** Detached, so that Ctrl-C in the terminal reaches it once, through us, and in the right order. */
  static start({ main, variables, cwd, drainMs }: ApiStart): ApiProcess {
    const child = spawn(process.execPath, [...flags, main], {
      cwd,
      env: { ...memory, ...variables },
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    return new ApiProcess(child, drainMs);
  }

  /** Lets it finish what it is doing, then waits until it is gone. */
  async stop(): Promise<ApiEnd> {
    this.child.kill('SIGTERM');
    const overdue = setTimeout(() => this.child.kill('SIGKILL'), this.drainMs + orderlyStop);
    const end = await this.ended;
    clearTimeout(overdue);
    return end;
  }

  private readyForMs(): number | null {
    return this.readyAt === null ? null : performance.now() - this.readyAt;
  }
}
