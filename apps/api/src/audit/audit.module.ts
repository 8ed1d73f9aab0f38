import { Global, Module } from '@nestjs/common';
import { AUDIT_WRITER } from '#platform/access/ports.js';
import { AnchorWebhook } from './anchor-webhook.js';
import { AuditReadingModule } from './audit-reading.module.js';
import { AuditController } from './audit.controller.js';
import { AuditFacade } from './audit.facade.js';
import { AuditProbe } from './audit.probe.js';
import { AuditStartup } from './audit.startup.js';
import { CheckpointService } from './checkpoint.service.js';
import { EventFile } from './engine/event-file.js';
import { EventRepository } from './event.repository.js';
import { EventWriter } from './event-writer.js';
import { ExplorerService } from './explorer.service.js';
import { ExportService } from './export.service.js';
import { LeftOpen } from './left-open.js';
import { LogKeeper } from './log-keeper.js';
import { LogMonths } from './log-months.js';
import { LogWritability } from './log-writability.js';
import { LossAcceptance } from './loss-acceptance.js';
import { Pruning } from './pruning.js';
import { PruningRepository } from './pruning.repository.js';
import { Sequencer } from './sequencer.js';
import { VerificationRepository } from './verification.repository.js';
import { VerificationRunner } from './verification-runner.js';
import { VerificationService } from './verification.service.js';

/** Global: guards and interceptors of the platform write through `AUDIT_WRITER`. */
@Global()
@Module({
  imports: [AuditReadingModule],
  controllers: [AuditController],
  providers: [
    EventRepository,
    EventWriter,
    EventFile,
    Sequencer,
    LogKeeper,
    AnchorWebhook,
    PruningRepository,
    Pruning,
    LossAcceptance,
    AuditFacade,
    LogMonths,
    LogWritability,
    LeftOpen,
    AuditStartup,
    AuditProbe,
    ExplorerService,
    CheckpointService,
    VerificationRepository,
    VerificationRunner,
    VerificationService,
    ExportService,
    { provide: AUDIT_WRITER, useExisting: AuditFacade },
  ],
  exports: [AuditFacade, AUDIT_WRITER, AuditReadingModule, Pruning, LogMonths, LeftOpen],
})
export class AuditModule {}
