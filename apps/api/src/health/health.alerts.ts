import { Injectable } from '@nestjs/common';
import { RaisesAlerts, type AlertSource, type Condition } from '#platform/monitoring/alert-source.js';
import { conditionsIn, watchedRules } from './health.alerts.rules.js';
import { HealthService } from './health.service.js';

/** Failed checks as alerts: nobody looks at a health page by themselves. */
@Injectable()
@RaisesAlerts({ rules: watchedRules })
export class HealthAlerts implements AlertSource {
  constructor(private readonly health: HealthService) {}

  async conditions(): Promise<Condition[]> {
    return conditionsIn((await this.health.report()).report);
  }
}
