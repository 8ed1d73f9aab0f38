import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Metrics } from '#platform/metrics/metrics.js';
import { RaisesAlerts, type AlertSource, type Condition } from '#platform/monitoring/alert-source.js';
import { conditionsOf, dueAmong } from './deadline-conditions.rules.js';
import { DeadlinesRepository } from './deadlines.repository.js';

/** Requests and incidents whose period ends soon or has ended, as figures and as alerts. */
@Injectable()
@RaisesAlerts({ rules: ['requests-overdue', 'incident-due'] })
export class Deadlines implements AlertSource {
  constructor(
    private readonly deadlines: DeadlinesRepository,
    metrics: Metrics,
    clock: Clock,
  ) {
    metrics.sampled('requests_due', 'Data subject requests whose period ends within a week or has ended.', async () => {
      return dueAmong(await deadlines.ofRequests(), 'request', clock.now()).count;
    });
    metrics.sampled('incidents_due', 'Incidents whose time to notify the authority ends within a day or has ended.', async () => {
      return dueAmong(await deadlines.ofIncidents(), 'incident', clock.now()).count;
    });
  }

  async conditions(now: Date): Promise<Condition[]> {
    const [requests, incidents] = await Promise.all([this.deadlines.ofRequests(), this.deadlines.ofIncidents()]);
    return conditionsOf(dueAmong(requests, 'request', now), dueAmong(incidents, 'incident', now));
  }
}
