import { Module } from '@nestjs/common';
import { BackupMakingModule } from '../backup-making.module.js';
import { ScratchRestore } from './test/scratch-restore.js';
import { SealedSample } from './test/sealed-sample.js';
import { TestRestoreFacade } from './test-restore.facade.js';

/** Turning a backup into a database again, on trial. */
@Module({
  imports: [BackupMakingModule],
  providers: [SealedSample, ScratchRestore, TestRestoreFacade],
  exports: [TestRestoreFacade],
})
export class RestoreModule {}
