/**
 * Repeats work on this instance. A tick is skipped while the previous one is running, so that a slow database does not get the same work twice; one
 * that fails is reported, and the next one tries again. Keeps no process alive.
 */
export class Ticker {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isRunning = false;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly failed: (error: unknown) => void,
  ) {}

  start(): this {
    this.timer ??= setInterval(() => {
      if (!this.isRunning) this.running = this.tick();
    }, this.everyMs).unref();
    return this;
  }

  /** Resolves once the running work is done. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async tick(): Promise<void> {
    this.isRunning = true;
    try {
      await this.work();
    } catch (error) {
      this.failed(error);
    } finally {
      this.isRunning = false;
    }
  }
}
