import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module.js';
import { PruningController } from './pruning.controller.js';
import { PruningService } from './pruning.service.js';

/** Only where people sign in: the operator's tool has no second person, and so cannot remove events. */
@Module({ imports: [AuditModule], controllers: [PruningController], providers: [PruningService] })
export class AuditPruningModule {}
