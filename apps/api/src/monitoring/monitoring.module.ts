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
import { SettingsModule } from './settings/settings.module.js';

/** Global: what waits for a person includes alerts, which the platform’s port counts. */
@Global()
@Module({
  imports: [SettingsModule, TypeOrmModule.forFeature([AlertRow, EvaluationRow])],
  controllers: [AlertsController, MetricsController, SecurityMetricsController],
  providers: [
    AlertEvaluation,
    AlertSchedule,
    AlertsRepository,
    AlertsService,
    ScrapeToken,
    SecurityMetricsService,
    { provide: OPEN_ALERTS, useExisting: AlertsRepository },
  ],
  exports: [OPEN_ALERTS],
})
export class MonitoringModule {}
