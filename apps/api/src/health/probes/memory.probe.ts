import { Injectable } from '@nestjs/common';
import { getHeapStatistics } from 'node:v8';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { usageStatus } from '../health.rules.js';

const messages = { pass: 'Memory usage normal', warn: 'Memory usage high', fail: 'Memory nearly exhausted' } as const;

@Injectable()
@HealthProbe({ name: 'memory', vital: false })
export class MemoryProbe implements Probe {
  async check(): Promise<ProbeResult> {
    const { used_heap_size, heap_size_limit } = getHeapStatistics();
    const status = usageStatus(used_heap_size, heap_size_limit);
    return { status, message: messages[status] };
  }
}
