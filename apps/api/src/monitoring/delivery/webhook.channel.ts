import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Settings } from '#platform/config/settings/settings.js';
import { errorName } from '#platform/logging/error-name.js';
import { Outbound, PrivateDestination } from '#platform/outbound/outbound.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { MonitoringSettings } from '../monitoring.settings.js';
import { signature, type AlertMessage } from './alert-message.js';
import { NotDelivered, type Channel } from './channel.js';

/** Posts alerts to the address of the settings. Private addresses and redirections are refused by `Outbound`. */
@Injectable()
export class WebhookChannel implements Channel {
  readonly name = 'webhook';

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'alertWebhookSecret'>,
    private readonly settings: Settings,
    private readonly outbound: Outbound,
    private readonly clock: Clock,
  ) {}

  get isSet(): boolean {
    return this.url !== null;
  }

  /** Whether messages carry a signature. */
  get isSigned(): boolean {
    return this.environment.alertWebhookSecret !== null;
  }

  async send(deliveryId: string, message: AlertMessage, signal: AbortSignal): Promise<string> {
    const body = JSON.stringify(message);
    const secret = this.environment.alertWebhookSecret;
    const headers = {
      'Content-Type': 'application/json',
      'X-Chat-Man-Delivery': deliveryId,
      ...(secret === null ? {} : { 'X-Chat-Man-Signature': signature(secret, body, this.clock.now()) }),
    };
    const status = await this.outbound.post(this.url ?? '', { headers, body }, signal).catch((cause: unknown) => {
      if (cause instanceof PrivateDestination) throw new NotDelivered('private address refused', true, { cause });
      throw new NotDelivered(signal.aborted ? 'timed out' : errorName(cause), false, { cause });
    });
    if (status < 200 || status > 299) throw new NotDelivered(String(status));
    return String(status);
  }

  private get url(): string | null {
    return this.settings.of(MonitoringSettings).alertWebhookUrl;
  }
}
