import { Global, Module } from '@nestjs/common';
import { AUDIT_WRITER } from '#platform/access/ports.js';
import './audit-tables.js';
import { AuditFacade } from './audit.facade.js';
import { AuditProbe } from './audit.probe.js';
import { AuditStartup } from './audit.startup.js';
import { EventRepository } from './event.repository.js';
import { EventWriter } from './event-writer.js';

/** Global: guards and interceptors of the platform write through `AUDIT_WRITER`. */
@Global()
@Module({
  providers: [
    EventRepository,
    EventWriter,
    AuditFacade,
    AuditStartup,
    AuditProbe,
    { provide: AUDIT_WRITER, useExisting: AuditFacade },
  ],
  exports: [AuditFacade, AUDIT_WRITER],
})
export class AuditModule {}
