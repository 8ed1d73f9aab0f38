import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OPEN_ALERTS } from '#platform/monitoring/open-alerts.js';
import { AlertEvaluation } from './alerts/alert-evaluation.js';
import { AlertRow, EvaluationRow } from './alerts/alert.entity.js';
import { AlertSchedule } from './alerts/alert-schedule.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { AlertsRepository } from './alerts/alerts.repository.js';
import { AlertsService } from './alerts/alerts.service.js';
import { ScrapeToken } from './engine/scrape-token.js';
import { MetricsController } from './metrics.controller.js';
import { SecurityMetricsController } from './security-metrics.controller.js';
import { SecurityMetricsService } from './security-metrics.service.js';
import { AlertDeliveries } from './delivery/alert-delivery.js';
import { AlertTests } from './delivery/alert-tests.js';
import { DeliveriesProbe } from './delivery/deliveries.probe.js';
import { DeliveriesRepository } from './delivery/deliveries.repository.js';
import { DeliveryRow } from './delivery/delivery.entity.js';
import { EmailChannel } from './delivery/email/email.channel.js';
import { EmailLogin } from './engine/email-login.js';
import { WebhookChannel } from './delivery/webhook.channel.js';
import { CertificateAlerts } from './certificate/certificate.alerts.js';
import { InstallationRepository } from './installation.repository.js';
import { MonitoringMetrics } from './monitoring.metrics.js';
import { SampleRow } from './series/sample.entity.js';
import { SeriesController } from './series/series.controller.js';
import { SeriesRecorder } from './series/series-recorder.js';
import { SeriesRepository } from './series/series.repository.js';
import { SeriesService } from './series/series.service.js';
import { SettingsModule } from './settings/settings.module.js';

/** Global: what waits for a person includes alerts, which the platform’s port counts. */
@Global()
@Module({
  imports: [SettingsModule, TypeOrmModule.forFeature([AlertRow, DeliveryRow, EvaluationRow, SampleRow])],
  controllers: [AlertsController, MetricsController, SecurityMetricsController, SeriesController],
  providers: [
    AlertDeliveries,
    AlertEvaluation,
    AlertSchedule,
    AlertsRepository,
    AlertsService,
    AlertTests,
    DeliveriesProbe,
    DeliveriesRepository,
    EmailChannel,
    EmailLogin,
    WebhookChannel,
    CertificateAlerts,
    InstallationRepository,
    MonitoringMetrics,
    SecurityMetricsService,
    SeriesRecorder,
    SeriesRepository,
    SeriesService,
    ScrapeToken,
    { provide: OPEN_ALERTS, useExisting: AlertsRepository },
  ],
  exports: [OPEN_ALERTS],
})
export class MonitoringModule {}
