import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Metrics } from '#platform/metrics/metrics.js';
import { ApprovalsRepository } from './approvals/approvals.repository.js';
import { AuthSettings } from './auth.settings.js';
import { SessionsRepository } from './session/sessions.repository.js';

/** How many people are signed in, and how much waits for a second person. */
@Injectable()
export class AuthMetrics {
  constructor(metrics: Metrics, sessions: SessionsRepository, approvals: ApprovalsRepository, settings: Settings, clock: Clock) {
    metrics.sampled('active_sessions', 'Sessions that have not expired, in the whole installation.', () =>
      sessions.countActive(clock.now(), new Date(clock.now().getTime() - settings.of(AuthSettings).idleMinutes * 60_000)),
    );
    metrics.sampled('approvals_waiting', 'Requests that wait for a second person.', () => approvals.countPending(clock.now()));
  }
}
