import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DatabaseProbe } from './probes/database.probe.js';
import { DiskMetrics } from './disk.metrics.js';
import { HealthAlerts } from './health.alerts.js';
import { HealthEvidence } from './sampling/health-evidence.js';
import { HealthMetrics } from './health.metrics.js';
import { DiskSpaceProbe } from './probes/disk-space.probe.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { HealthSampler } from './sampling/health-sampler.js';
import { MemoryProbe } from './probes/memory.probe.js';
import { SkippedCheck } from './probes/skipped-check.js';
import { StorageProbe } from './probes/storage.probe.js';
import { DiskSpace } from './engine/disk-space.js';

@Module({
  // Its own log line would name every failed check once a second; each probe says in its own words what failed.
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [
    HealthSampler,
    HealthService,
    HealthEvidence,
    DatabaseProbe,
    DiskSpace,
    DiskMetrics,
    DiskSpaceProbe,
    HealthAlerts,
    HealthMetrics,
    MemoryProbe,
    StorageProbe,
    SkippedCheck,
  ],
})
export class HealthModule {}
