import { Controller, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod/mini';
import { BackupCheckStarted, BackupTestRestore, CheckBackupQuery } from '#contracts/backup/backup.js';
import { Id } from '#contracts/common.js';
import { AuditsItself, Requires, Takes } from '#platform/access/declarations.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { AcceptedWith, Answers } from '#platform/http/reference/answers.js';
import { BackupJobs } from '../../following/backup-jobs.js';

const TestedOrStarted = z.union([BackupTestRestore, BackupCheckStarted]);

@Controller('backup')
export class TestRestoreController {
  constructor(private readonly jobs: BackupJobs) {}

  @Post('test-restore/:id')
  @Requires('backup:create')
  @Takes('token')
  @AuditsItself('backup.tested')
  @Answers(TestedOrStarted)
  @AcceptedWith('job')
  test(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: CheckBackupQuery }) { wait }: CheckBackupQuery,
  ): Promise<BackupTestRestore | BackupCheckStarted> {
    return this.jobs.testRestore(actor, id, wait);
  }
}
