import { Inject, Injectable, Optional, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Outbound, PrivateDestination } from '#platform/outbound/outbound.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { anchorMessage, retryAfterMs, signedHeaders } from './anchor-message.js';
import { AuditSettings } from '../audit.settings.js';
import { AnchorFiles } from '../engine/anchor-files.js';
import { readWebhookSecret, WebhookRefused } from '../engine/webhook.js';
import { EventWriter } from '../record/event-writer.js';
import { LogKeeper } from '../tree/log-keeper.js';

/** Milliseconds. */
export interface WebhookPace {
  /** Between two checkpoints that are sent. */
  readonly between: number;
  /** For the receiver to answer. */
  readonly timeout: number;
  readonly firstRetry: number;
}

const ordinaryPace: WebhookPace = { between: 60_000, timeout: 10_000, firstRetry: 5_000 };
/** Failures in a row after which the health check reports them; a receiver may restart without an alarm. */
const failuresBeforeWarning = 3;

/**
 * Sends checkpoints to a configured machine that this host's operator does not control; without one nothing leaves. The newest
 * checkpoint covers all before it, so a receiver that was down misses nothing: it gets the newest one when it is back.
 */
@Injectable()
export class AnchorWebhook implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly url: string | null;
  private readonly secret: Buffer | null;
  private readonly closing = new AbortController();
  private readonly pace: WebhookPace;
  private waiting: string | null = null;
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> | null = null;
  private sentAt = -Infinity;
  private failures = 0;

  constructor(
    @Inject(ENVIRONMENT) environment: Pick<Environment, 'configDir'>,
    settings: Settings,
    private readonly keeper: LogKeeper,
    private readonly anchors: AnchorFiles,
    private readonly writer: EventWriter,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly outbound: Outbound,
    @Optional() pace?: WebhookPace,
  ) {
    const { url, secretFile } = settings.of(AuditSettings).anchorWebhook;
    this.url = url;
    this.secret = url === null ? null : readWebhookSecret(secretFile, environment.configDir);
    this.pace = pace ?? ordinaryPace;
  }

  /** Whether the receiver cannot be reached, or refuses, for longer than a restart takes. */
  get isFailing(): boolean {
    return this.failures >= failuresBeforeWarning;
  }

  /** What was signed and not sent before the last end of the process is sent now. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.url === null) return;
    this.keeper.onSigned((note) => this.offer(note));
    const newest = await this.anchors.newest();
    if (newest !== null) this.waiting ??= newest;
    this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.closing.abort();
    if (this.timer !== null) clearTimeout(this.timer);
    await this.sending;
  }

  private offer(note: string): void {
    this.waiting = note;
    if (this.failures === 0) this.schedule(Math.max(0, this.sentAt + this.pace.between - performance.now()));
  }

  private schedule(delayMs: number): void {
    if (this.timer !== null || this.sending !== null || this.waiting === null || this.closing.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.sending = this.send().then((next) => {
        this.sending = null;
        this.schedule(next);
      });
    }, delayMs);
  }

  /** Sends what waits, and answers after how many milliseconds the next one may go. Never rejects. */
  private async send(): Promise<number> {
    const note = this.waiting!;
    try {
      const message = anchorMessage(note, this.clock.now());
      const headers = signedHeaders(message, this.secret!, this.clock.now());
      const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(this.pace.timeout)]);
      const status = await this.outbound.post(this.url!, { headers, body: message.body }, signal);
      // Redirects are not followed: one would carry the signature elsewhere.
      if (status < 200 || status > 299) throw new WebhookRefused(status);
    } catch (cause) {
      return this.closing.signal.aborted ? Infinity : this.failed(cause);
    }
    if (this.failures > 0) this.log.info('audit checkpoints reach their external anchor again', { failures: this.failures });
    this.failures = 0;
    this.sentAt = performance.now();
    if (this.waiting === note) this.waiting = null;
    await this.record(note);
    return this.pace.between;
  }

  private failed(cause: unknown): number {
    this.failures += 1;
    const status = cause instanceof WebhookRefused ? cause.status : undefined;
    this.log.warn('audit checkpoint did not reach its external anchor', {
      failures: this.failures,
      error: errorName(cause),
      status,
      remedy: cause instanceof PrivateDestination ? 'list the host in outbound.privateHosts, or use a public address' : undefined,
    });
    return retryAfterMs(this.failures, this.pace.firstRetry);
  }

  private async record(note: string): Promise<void> {
    const object = { type: 'audit-range', id: `0-${note.split('\n')[1]}` };
    try {
      await this.transactions.run((tx) =>
        this.writer.record(tx, { actor: 'system', action: 'audit.anchored', object, outcome: 'success', code: 'webhook' }),
      );
    } catch (cause) {
      this.log.warn('external audit anchor was not recorded', { error: errorName(cause) }); // the receiver has it all the same
    }
  }
}
