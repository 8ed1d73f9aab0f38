import { Injectable } from '@nestjs/common';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { AnchorWebhook } from './anchor/anchor-webhook.js';
import { EventRepository } from './record/event.repository.js';
import { LogKeeper } from './tree/log-keeper.js';
import { LogWritability } from './record/log-writability.js';

/** A schedule that does not run for a month is found out a month before the first event would be refused. */
const fewestMonthsAhead = 2;

@Injectable()
@HealthProbe({ name: 'audit', vital: true })
export class AuditProbe implements Probe {
  constructor(
    private readonly events: EventRepository,
    private readonly writability: LogWritability,
    private readonly keeper: LogKeeper,
    private readonly webhook: AnchorWebhook,
  ) {}

  async check(): Promise<ProbeResult> {
    if (!(await this.writability.check())) return { status: 'fail', message: 'Audit log can’t be written' };
    switch (this.keeper.fault) {
      case 'stale':
      case 'forked':
        return { status: 'fail', message: 'Audit log doesn’t match its earlier signatures' };
      case 'no-key':
        return { status: 'fail', message: 'Audit signing key is missing' };
      case 'damaged-key':
        return { status: 'fail', message: 'Audit signing key is damaged' };
      case 'failing':
        return { status: 'warn', message: 'Audit events are recorded but not signed yet' };
      case null:
        break;
    }
    if ((await this.events.monthsAhead()) < fewestMonthsAhead)
      return { status: 'fail', message: 'Audit system has no partitions for the coming months' };
    if (this.webhook.isFailing) return { status: 'warn', message: 'Audit checkpoints aren’t reaching their external anchor' };
    return { status: 'pass', message: 'Audit system operational' };
  }
}
