import { Injectable } from '@nestjs/common';
import { Metrics } from '#platform/metrics/metrics.js';
import { AlertsRepository } from './alerts/alerts.repository.js';
import { InstallationRepository } from './installation.repository.js';

/** What concerns the whole installation and belongs to no other room. */
@Injectable()
export class MonitoringMetrics {
  constructor(metrics: Metrics, alerts: AlertsRepository, installation: InstallationRepository) {
    metrics.sampledBy('open_alerts', 'Alerts that nobody has acknowledged, by severity.', 'severity', () =>
      alerts.openBySeverity(),
    );
    metrics.sampled('database_connections', 'Connections to the database, of all instances.', () => installation.connections());
    metrics.sampled('database_bytes', 'Size of the database.', () => installation.databaseBytes());
    metrics.sampled('jobs_waiting', 'Jobs in the queue that have not begun.', () => installation.jobsWaiting());
    metrics.sampled('jobs_failed', 'Jobs that were given up in the last day.', () => installation.jobsFailed());
  }
}
