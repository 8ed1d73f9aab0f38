import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CleanUpService } from './clean-up.service.js';
import { HoldReleaseService } from './holds/hold-release.service.js';
import { HoldItemRow } from './holds/hold-item.entity.js';
import { HoldRow } from './holds/hold.entity.js';
import { HoldRepository } from './holds/hold.repository.js';
import { HoldsController } from './holds/holds.controller.js';
import { HoldsService } from './holds/holds.service.js';
import { RetentionController } from './retention.controller.js';
import { RetentionFacade } from './retention.facade.js';
import { RetentionSchedule } from './retention.schedule.js';
import { RetentionService } from './retention.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([HoldRow, HoldItemRow])],
  controllers: [RetentionController, HoldsController],
  providers: [
    RetentionService,
    CleanUpService,
    RetentionSchedule,
    HoldRepository,
    HoldsService,
    HoldReleaseService,
    RetentionFacade,
  ],
  exports: [RetentionFacade],
})
export class RetentionModule {}
