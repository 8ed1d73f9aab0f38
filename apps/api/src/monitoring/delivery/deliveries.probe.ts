import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { AlertsRepository } from '../alerts/alerts.repository.js';
import { MonitoringSettings } from '../monitoring.settings.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { EmailChannel } from './email/email.channel.js';
import { WebhookChannel } from './webhook.channel.js';

/** Milliseconds without a run of the rules that are no pause any more. */
const silentMs = 120_000;

/** Whether alerts are raised, and whether they reach their receivers: without this, silence would look like peace. */
@Injectable()
@HealthProbe({ name: 'alerts', vital: false })
export class DeliveriesProbe implements Probe {
  private readonly startedAt: number;

  constructor(
    private readonly alerts: AlertsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly webhook: WebhookChannel,
    private readonly email: EmailChannel,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now().getTime();
  }

  async check(): Promise<ProbeResult> {
    if (!this.settings.of(MonitoringSettings).enabled)
      return { status: 'warn', message: 'Monitoring is turned off: no alerts are raised' };
    const lastRun = (await this.alerts.lastRun())?.getTime() ?? 0;
    if (this.clock.now().getTime() - Math.max(lastRun, this.startedAt) > silentMs)
      return { status: 'fail', message: 'Alerts are not being evaluated' };
    if ((await this.deliveries.newest()).some(({ failed }) => failed))
      return { status: 'warn', message: 'The last alert did not reach its receiver' };
    if (this.email.isIncomplete)
      return { status: 'warn', message: 'No alert is sent by e-mail: monitoring.email.from or monitoring.email.to is missing' };
    if (this.webhook.isSet && !this.webhook.isSigned)
      return { status: 'warn', message: 'Alerts are sent without a signature: ALERT_WEBHOOK_SECRET is not set' };
    return { status: 'pass', message: 'Alerts are evaluated' };
  }
}
