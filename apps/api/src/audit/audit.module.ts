import { Global, Module } from '@nestjs/common';
import { AUDIT_WRITER } from '#platform/access/ports.js';
import { AUDIT_ACTIVITY } from '#platform/monitoring/audit-activity.js';
import { AnchorWebhook } from './anchor/anchor-webhook.js';
import { AuditReadingModule } from './audit-reading.module.js';
import { AuditController } from './audit.controller.js';
import { AuditFacade } from './audit.facade.js';
import { AuditProbe } from './audit.probe.js';
import { AuditStartup } from './audit.startup.js';
import { CheckpointService } from './tree/checkpoint.service.js';
import { EventFile } from './engine/event-file.js';
import { EventRepository } from './record/event.repository.js';
import { EventWriter } from './record/event-writer.js';
import { ExplorerService } from './explore/explorer.service.js';
import { ExportService } from './explore/export.service.js';
import { LeftOpen } from './record/left-open.js';
import { LogKeeper } from './tree/log-keeper.js';
import { LogMonths } from './prune/log-months.js';
import { LogWritability } from './record/log-writability.js';
import { LossAcceptance } from './verify/loss-acceptance.js';
import { ActivityMetrics } from './observe/activity.metrics.js';
import { AuditAlerts } from './observe/audit.alerts.js';
import { ActivityRepository } from './observe/activity.repository.js';
import { LogEvidence } from './explore/log-evidence.js';
import { Pruning } from './prune/pruning.js';
import { PruningRepository } from './prune/pruning.repository.js';
import { Sequencer } from './tree/sequencer.js';
import { VerificationRepository } from './verify/verification.repository.js';
import { VerificationRunner } from './verify/verification-runner.js';
import { VerificationService } from './verify/verification.service.js';

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
    LogEvidence,
    VerificationRunner,
    VerificationService,
    ExportService,
    ActivityMetrics,
    ActivityRepository,
    AuditAlerts,
    { provide: AUDIT_WRITER, useExisting: AuditFacade },
    { provide: AUDIT_ACTIVITY, useExisting: ActivityRepository },
  ],
  exports: [AuditFacade, AUDIT_WRITER, AUDIT_ACTIVITY, AuditReadingModule, Pruning, LogMonths, LeftOpen],
})
export class AuditModule {}
