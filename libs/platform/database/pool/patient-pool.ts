import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type PoolClient } from 'pg';

/** SQLSTATE: the server, the role or the database has no connection left. */
const tooManyConnections = '53300';
/** Milliseconds after which a pool that made do with fewer connections asks for more again. */
const makeDoMs = 10_000;

type Taken = (error: Error | undefined, client: PoolClient | undefined, release: (release?: Error | boolean) => void) => void;

/**
 * A pool that waits when the server has no connection left, instead of failing: it manages with those it has, in order, and requests
 * more after a while. Where it has none it tries again. `connectionTimeoutMillis` bounds the wait.
 */
export class PatientPool extends pg.Pool {
  private readonly most = this.options.max;
  private readonly patience = this.options.connectionTimeoutMillis ?? 0;
  private madeDo: NodeJS.Timeout | undefined;

  override connect(): Promise<PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<PoolClient> | void {
    const waiting = this.patiently();
    if (taken === undefined) return waiting;
    waiting.then(
      (client) => taken(undefined, client, (error) => client.release(error)),
      (error: Error) => taken(error, undefined, () => undefined),
    );
  }

  private async patiently(): Promise<PoolClient> {
    const deadline = performance.now() + this.patience;
    for (;;) {
      try {
        return await super.connect();
      } catch (error) {
        if ((error as { code?: string }).code !== tooManyConnections || performance.now() > deadline || this.ending) throw error;
        this.makeDo();
        // Those who wait for the same come back at different times.
        if (this.totalCount === 0) await sleep(50 + Math.random() * 200);
      }
    }
  }

  private makeDo(): void {
    this.options.max = Math.max(1, this.totalCount);
    clearTimeout(this.madeDo);
    this.madeDo = setTimeout(() => (this.options.max = this.most), makeDoMs).unref();
  }
}
