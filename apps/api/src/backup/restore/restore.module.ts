import { Module } from '@nestjs/common';
import { ScratchRestore } from './scratch-restore.js';
import { SealedSample } from './sealed-sample.js';

/** Turning a backup into a database again, on trial. */
@Module({ providers: [SealedSample, ScratchRestore], exports: [ScratchRestore] })
export class RestoreModule {}
