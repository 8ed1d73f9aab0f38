import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module.js';
import { AuditSchedule } from './audit.schedule.js';
import { PruningController } from './prune/pruning.controller.js';
import { PruningService } from './prune/pruning.service.js';

/**
 * Only where people sign in: the operator's tool has no second person, and so cannot remove events, and it does not live long enough to work
 * by schedule.
 */
@Module({ imports: [AuditModule], controllers: [PruningController], providers: [PruningService, AuditSchedule] })
export class AuditPruningModule {}
