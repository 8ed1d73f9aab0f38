import { Module } from '@nestjs/common';
import { CleanUpService } from './clean-up.service.js';
import { RetentionController } from './retention.controller.js';
import { RetentionSchedule } from './retention.schedule.js';
import { RetentionService } from './retention.service.js';

@Module({ controllers: [RetentionController], providers: [RetentionService, CleanUpService, RetentionSchedule] })
export class RetentionModule {}
