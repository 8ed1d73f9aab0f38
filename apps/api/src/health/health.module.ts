import { Module } from '@nestjs/common';
import { DatabaseProbe } from './database.probe.js';
import { DiskSpaceProbe } from './disk-space.probe.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { MemoryProbe } from './memory.probe.js';
import { DiskSpace } from './engine/disk-space.js';

@Module({
  controllers: [HealthController],
  providers: [HealthService, DatabaseProbe, DiskSpace, DiskSpaceProbe, MemoryProbe],
})
export class HealthModule {}
