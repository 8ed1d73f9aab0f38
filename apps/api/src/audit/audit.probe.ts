import { Injectable } from '@nestjs/common';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { AnchorWebhook } from './anchor-webhook.js';
import { EventRepository } from './event.repository.js';
import { LogKeeper } from './log-keeper.js';

@Injectable()
@HealthProbe({ name: 'audit', vital: true })
export class AuditProbe implements Probe {
  constructor(
    private readonly events: EventRepository,
    private readonly keeper: LogKeeper,
    private readonly webhook: AnchorWebhook,
  ) {}

  async check(): Promise<ProbeResult> {
    switch (this.keeper.fault) {
      case 'stale':
      case 'forked':
        return { status: 'fail', message: 'Audit log contradicts what was signed before' };
      case 'no-key':
        return { status: 'fail', message: 'Audit signing key is missing' };
      case 'failing':
        return { status: 'warn', message: 'Audit events are recorded and not signed yet' };
      case null:
        break;
    }
    if (!(await this.events.isNextMonthPrepared())) return { status: 'warn', message: 'Audit system has no room for next month' };
    if (this.webhook.isFailing) return { status: 'warn', message: 'Audit checkpoints do not reach their anchor outside' };
    return { status: 'pass', message: 'Audit system operational' };
  }
}
