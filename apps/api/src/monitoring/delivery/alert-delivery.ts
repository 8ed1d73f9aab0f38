import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Alert, AlertTestAnswer } from '#contracts/monitoring/alerts.js';
import { Clock } from '#platform/clock.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { alertOf } from '../alerts/alert.mapper.js';
import { alertWords } from '../alerts/alert-words.en.js';
import type { AlertRow } from '../alerts/alert.entity.js';
import { AlertsRepository } from '../alerts/alerts.repository.js';
import { alertMessage } from './alert-message.js';
import { NotDelivered, sendWithin, type Channel } from './channel.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { EmailChannel } from './email/email.channel.js';
import { WebhookChannel } from './webhook.channel.js';

const job = 'monitoring.deliver-alert';
/** Tries in all; the pauses between them double from a second on, to about an hour at the end. */
const mostAttempts = 13;

/** Sends what became of alerts to receivers outside, by the job queue: a receiver that hangs or fails holds nothing up. */
@Injectable()
export class AlertDeliveries implements OnApplicationBootstrap {
  private readonly channels: readonly Channel[];

  constructor(
    webhook: WebhookChannel,
    email: EmailChannel,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'publicUrl'>,
    private readonly deliveries: DeliveriesRepository,
    private readonly alerts: AlertsRepository,
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {
    this.channels = [webhook, email];
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform<{ deliveryId: string }>({
      name: job,
      retryLimit: mostAttempts - 1,
      expireInSeconds: 60,
      concurrency: 4,
      handle: ({ deliveryId }, signal) => this.deliver(deliveryId, signal),
    });
  }

  /** With the transaction that changed the alert. Notices are for the page alone. */
  async announce(tx: Tx, { id, severity, state }: Pick<AlertRow, 'id' | 'severity' | 'state'>): Promise<void> {
    if (severity === 'info') return;
    for (const { name } of this.channels.filter(({ isSet }) => isSet)) {
      const deliveryId = this.ids.next();
      await this.deliveries.add(tx, { id: deliveryId, alertId: id, channel: name, reports: state, at: this.clock.now() });
      await this.jobs.enqueue(tx, job, { deliveryId });
    }
  }

  /** Sends a test message through every channel at once, and answers how each receiver did. */
  async test(): Promise<AlertTestAnswer> {
    const now = this.clock.now().toISOString();
    const words = alertWords('test', { count: 1, facts: {} });
    const test = {
      id: this.ids.next(),
      rule: 'test',
      severity: 'info',
      state: 'open',
      ...words,
      count: 1,
      firstAt: now,
      lastAt: now,
    } as const;
    const message = alertMessage(
      { ...test, facts: {}, accountId: null, acknowledged: null, resolvedAt: null, deliveries: [] },
      this.installation,
    );
    const results = this.channels.map(async (channel) => {
      if (!channel.isSet) return { channel: channel.name, state: 'not-set', answer: null } as const;
      try {
        const answer = await channel.send(test.id, message, AbortSignal.timeout(sendWithin));
        return { channel: channel.name, state: 'delivered', answer } as const;
      } catch (error) {
        return { channel: channel.name, state: 'failed', answer: answerOf(error) } as const;
      }
    });
    return { channels: await Promise.all(results) };
  }

  /** The message tells the state that it was made for: what happened since has a message of its own. */
  private async deliver(deliveryId: string, stopped: AbortSignal): Promise<void> {
    const delivery = await this.deliveries.waiting(deliveryId);
    const row = delivery && (await this.alerts.byId(delivery.alertId));
    const channel = this.channels.find(({ name, isSet }) => name === delivery?.channel && isSet);
    if (!delivery || !row) return;
    if (!channel) return this.note(deliveryId, 'failed', 'no receiver is set');
    const alert: Alert = { ...alertOf(row, null, []), state: delivery.reports };
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(sendWithin)]);
    try {
      await this.note(deliveryId, 'delivered', await channel.send(deliveryId, alertMessage(alert, this.installation), signal));
    } catch (error) {
      const isLast = (error instanceof NotDelivered && error.isFinal) || delivery.attempts + 1 >= mostAttempts;
      await this.note(deliveryId, isLast ? 'failed' : 'waiting', answerOf(error));
      if (!isLast) throw error;
    }
  }

  private async note(id: string, state: 'waiting' | 'delivered' | 'failed', answer: string): Promise<void> {
    await this.transactions.run((tx) => this.deliveries.note(tx, id, { state, answer, at: this.clock.now() }));
  }

  private get installation(): string {
    return this.environment.publicUrl ?? 'chat-man';
  }
}

function answerOf(error: unknown): string {
  return error instanceof NotDelivered ? error.message : 'failed';
}
