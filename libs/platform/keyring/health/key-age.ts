import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock.js';
import { Metrics } from '../../metrics/metrics.js';
import { RaisesAlerts, type AlertSource, type Condition } from '../../monitoring/alert-source.js';
import { MasterKeyRepository } from '../master/master-key.repository.js';
import { keyAgeCondition } from './key-age.rules.js';

/** How old the key is that the master password opens, as a figure and, after a year, as an alert. */
@Injectable()
@RaisesAlerts({ rules: ['key-age'] })
export class KeyAge implements AlertSource {
  constructor(
    private readonly masters: MasterKeyRepository,
    metrics: Metrics,
    clock: Clock,
  ) {
    metrics.sampled('key_age_seconds', 'Time since the master password was set.', async () => {
      const since = await masters.currentSince();
      return since === null ? NaN : (clock.now().getTime() - since.getTime()) / 1000;
    });
  }

  async conditions(now: Date): Promise<Condition[]> {
    const condition = keyAgeCondition(await this.masters.currentSince(), now);
    return condition === null ? [] : [condition];
  }
}
