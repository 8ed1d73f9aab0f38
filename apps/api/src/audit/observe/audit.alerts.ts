import { Injectable } from '@nestjs/common';
import { RaisesAlerts, type AlertSource, type Condition } from '#platform/monitoring/alert-source.js';
import { EventRepository } from '../record/event.repository.js';
import { LogKeeper } from '../tree/log-keeper.js';
import { TreeRepository } from '../tree/tree.repository.js';
import { conditionsOf } from './audit.alerts.rules.js';

/** What is wrong with the log itself. */
@Injectable()
@RaisesAlerts({ rules: ['audit-not-signed', 'audit-partitions-missing', 'audit-verification-late'] })
export class AuditAlerts implements AlertSource {
  constructor(
    private readonly events: EventRepository,
    private readonly tree: TreeRepository,
    private readonly keeper: LogKeeper,
  ) {}

  async conditions(now: Date): Promise<Condition[]> {
    const [unsignedSeconds, monthsAhead, verifiedAt, installedAt] = await Promise.all([
      this.tree.unsignedSeconds(),
      this.events.monthsAhead(),
      this.events.lastVerified(),
      this.events.firstRecorded(),
    ]);
    const isUnsigned = this.keeper.fault !== null;
    return conditionsOf({ isUnsigned, unsignedSeconds, monthsAhead, verifiedAt, installedAt: installedAt ?? now }, now);
  }
}
