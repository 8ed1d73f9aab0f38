import { Injectable } from '@nestjs/common';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { EventRepository } from './event.repository.js';

@Injectable()
@HealthProbe({ name: 'audit', vital: true })
export class AuditProbe implements Probe {
  constructor(private readonly events: EventRepository) {}

  async check(): Promise<ProbeResult> {
    if (!(await this.events.isNextMonthPrepared())) return { status: 'warn', message: 'Audit system has no room for next month' };
    return { status: 'pass', message: 'Audit system operational' };
  }
}
