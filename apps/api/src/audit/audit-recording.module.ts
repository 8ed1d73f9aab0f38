import { Module } from '@nestjs/common';
import { AuditReadingModule } from './audit-reading.module.js';
import { AuditRecordingFacade } from './audit-recording.facade.js';
import { EventRepository } from './record/event.repository.js';
import { EventWriter } from './record/event-writer.js';
import { LogKeeper } from './tree/log-keeper.js';
import { LogMonths } from './prune/log-months.js';
import { LogWritability } from './record/log-writability.js';

/** Who would sign what was recorded, where nothing may be signed. */
const nobody: Pick<LogKeeper, 'wake'> = { wake: () => undefined };

/** Writes to the log of a database that is not in use, for the operator's tool: no sequencer, no files, no keys of the log. */
@Module({
  imports: [AuditReadingModule],
  providers: [
    EventRepository,
    EventWriter,
    LogMonths,
    LogWritability,
    { provide: LogKeeper, useValue: nobody },
    AuditRecordingFacade,
  ],
  exports: [AuditRecordingFacade],
})
export class AuditRecordingModule {}
