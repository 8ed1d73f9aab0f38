import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Ticker } from '#platform/ticker.js';
import { clockJump, type ClockReading } from './clock-jump.rules.js';

/** Milliseconds between two checks. */
const checkEvery = 30_000;

/** Notices when the clock of the machine is put forward or back: sessions, limits and every date of the log hang on it. */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private before: ClockReading | undefined;
  private readonly ticker = new Ticker(
    checkEvery,
    () => this.check(),
    (error) => this.log.warn('the clock could not be checked', { error: errorName(error) }),
  );

  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.before = this.read();
    this.ticker.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.ticker.stop();
  }

  async check(): Promise<void> {
    const now = this.read();
    const jump = this.before === undefined ? null : clockJump(this.before, now);
    if (jump !== null && !(await this.record(jump))) return; // the next check sees it again
    this.before = now;
  }

  private async record(jump: number): Promise<boolean> {
    const seconds = Math.round(jump / 1_000);
    this.log.warn('the clock was moved forward or back', { seconds });
    try {
      await this.transactions.run((tx) =>
        this.audit.record(tx, {
          actor: 'system',
          action: 'system.clock-jumped',
          outcome: 'success',
          code: jump > 0 ? 'forward' : 'back',
          detail: { seconds },
        }),
      );
      return true;
    } catch (error) {
      this.log.warn('a jump of the clock is not recorded yet', { error: errorName(error) });
      return false;
    }
  }

  private read(): ClockReading {
    return { wall: this.clock.now().getTime(), steady: performance.now() };
  }
}
