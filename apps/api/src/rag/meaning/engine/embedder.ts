import { Worker } from 'node:worker_threads';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import type { Embedded, EmbeddingModel, EmbeddingTrouble } from './embedding-model.js';

/** The id of the model that comes with Chat Man. */
export const EMBEDDING_MODEL = 'all-MiniLM-L6-v2/fp16';

/** What the model takes beside what is there already, with some to spare: 220 MB were measured. */
const NEEDED_BYTES = 400_000_000;
const IDLE_MS = 300_000;
/** After a failed start, such as for lack of memory, as long as this nothing is tried. */
const REST_MS = 300_000;

interface Waiting {
  readonly resolve: (vectors: Embedded | null) => void;
}

/**
 * The embedding model that comes with Chat Man, in a thread of its own, which is started when it is first needed and ended, with its memory, when it was idle for
 * five minutes. Where it cannot run, `embed` answers null, and whoever asks goes on without.
 */
@Injectable()
export class Embedder implements EmbeddingModel, BeforeApplicationShutdown {
  readonly isEnglishOnly = true;
  readonly isCalibrated = true;
  readonly leastSimilarity = 0.25;
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private idle: NodeJS.Timeout | undefined;
  private restsUntil = 0;
  private isClosed = false;

  trouble: EmbeddingTrouble | null = null;

  constructor(private readonly log: Log) {}

  id(): Promise<string> {
    return Promise.resolve(EMBEDDING_MODEL);
  }

  embed(texts: readonly string[]): Promise<Embedded | null> {
    const worker = this.started();
    if (worker === null) return Promise.resolve(null);
    clearTimeout(this.idle);
    const id = ++this.last;
    return new Promise((resolve) => {
      this.waiting.set(id, { resolve });
      worker.ref();
      worker.postMessage({ id, texts });
    });
  }

  get isRunning(): boolean {
    return this.worker !== null;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await this.end();
  }

  private started(): Worker | null {
    if (this.worker !== null || this.isClosed) return this.worker;
    if (Date.now() < this.restsUntil) return null;
    const available = process.availableMemory();
    if (available < NEEDED_BYTES) {
      this.rest('memory', 'search by meaning is off for lack of memory', { available, needed: NEEDED_BYTES });
      return null;
    }
    const worker = new Worker(new URL(`./embedding.worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url), {
      env: {},
      execArgv: [],
    });
    worker.on('message', ({ id, vectors }: { id: number; vectors: Float32Array[] | null }) => this.settle(id, vectors));
    worker.on('error', (error) => this.rest('failed', 'embedding model failed', { error: errorName(error) }));
    worker.on('exit', () => this.forget(worker));
    this.worker = worker;
    return worker;
  }

  private settle(id: number, vectors: readonly Float32Array[] | null): void {
    if (vectors !== null) this.trouble = null;
    this.waiting.get(id)?.resolve(vectors);
    this.waiting.delete(id);
    if (this.waiting.size > 0) return;
    this.worker?.unref();
    this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
  }

  private rest(trouble: 'memory' | 'failed', message: string, facts: Readonly<Record<string, string | number>>): void {
    this.restsUntil = Date.now() + REST_MS;
    this.trouble = trouble;
    this.log.warn(message, facts);
  }

  private forget(worker: Worker): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { resolve } of this.waiting.values()) resolve(null);
    this.waiting.clear();
  }

  private async end(): Promise<void> {
    clearTimeout(this.idle);
    await this.worker?.terminate();
  }
}
