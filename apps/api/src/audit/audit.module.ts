import { Global, Module } from '@nestjs/common';
import { AUDIT_WRITER } from '#platform/access/ports.js';
import './audit-tables.js';
import { AuditFacade } from './audit.facade.js';
import { AuditProbe } from './audit.probe.js';
import { AuditStartup } from './audit.startup.js';
import { AnchorFiles } from './engine/anchor-files.js';
import { EventFile } from './engine/event-file.js';
import { SigningKey } from './engine/signing-key.js';
import { EventRepository } from './event.repository.js';
import { EventWriter } from './event-writer.js';
import { LogKeeper } from './log-keeper.js';
import { Sequencer } from './sequencer.js';
import { TreeRepository } from './tree.repository.js';

/** Global: guards and interceptors of the platform write through `AUDIT_WRITER`. */
@Global()
@Module({
  providers: [
    EventRepository,
    TreeRepository,
    SigningKey,
    AnchorFiles,
    EventFile,
    Sequencer,
    LogKeeper,
    EventWriter,
    AuditFacade,
    AuditStartup,
    AuditProbe,
    { provide: AUDIT_WRITER, useExisting: AuditFacade },
  ],
  exports: [AuditFacade, AUDIT_WRITER],
})
export class AuditModule {}
