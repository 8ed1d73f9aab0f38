import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { DiskSpace } from '../engine/disk-space.js';
import { usageStatus } from '../health.rules.js';

const messages = { pass: 'Sufficient disk space', warn: 'Disk space is running low', fail: 'Disk is nearly full' } as const;

@Injectable()
@HealthProbe({ name: 'diskSpace', vital: false })
export class DiskSpaceProbe implements Probe {
  constructor(
    private readonly disk: DiskSpace,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async check(): Promise<ProbeResult> {
    const { used, total } = await this.disk.of(this.environment.dataDir);
    const status = usageStatus(used, total);
    return { status, message: messages[status] };
  }
}
