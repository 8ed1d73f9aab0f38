import { Inject, Injectable } from '@nestjs/common';
import type { SecurityMetrics } from '#contracts/monitoring/security-metrics.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Metrics } from '#platform/metrics/metrics.js';
import { AUDIT_ACTIVITY, type AuditActivity } from '#platform/monitoring/audit-activity.js';
import { FeedbackTrends } from '#platform/monitoring/feedback-trend.js';
import { AlertsRepository } from './alerts/alerts.repository.js';
import { MonitoringSettings } from './monitoring.settings.js';
import { activityFigures, feedbackFigures, lockedAccounts, measuredActions, questions } from './security-metrics.rules.js';

/** Days of the feedback trend. */
const trendDays = 30;

/** What happened in the last window, in the whole installation. */
@Injectable()
export class SecurityMetricsService {
  constructor(
    @Inject(AUDIT_ACTIVITY) private readonly activity: AuditActivity,
    private readonly alerts: AlertsRepository,
    private readonly feedback: FeedbackTrends,
    private readonly metrics: Metrics,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async now(): Promise<SecurityMetrics> {
    const now = this.clock.now();
    const windowMinutes = this.settings.of(MonitoringSettings).checkIntervalMinutes;
    const [counts, asked, refusals, openAlerts, days, activeSessions] = await Promise.all([
      this.activity.countsOf(measuredActions, before(now, windowMinutes)),
      this.activity.statisticsOf(questions, before(now, windowMinutes)),
      this.activity.eventsOf(['session.refused'], before(now, this.settings.numberAt('limits.loginWindowMinutes'))),
      this.alerts.countOpen(),
      this.feedback.since(before(now, trendDays * 1_440)),
      this.metrics.measured('active_sessions'),
    ]);
    return {
      windowMinutes,
      activeSessions,
      lockedAccounts: lockedAccounts(refusals, this.settings.numberAt('limits.loginFailures')),
      openAlerts,
      ...activityFigures([...counts, ...asked]),
      feedback: feedbackFigures(days, now, trendDays),
    };
  }
}

function before(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000);
}
