import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import * as z from 'zod/mini';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import {
  Backup,
  BackupCheckStarted,
  BackupList,
  BackupQuery,
  BackupStarted,
  BackupVerification,
  CheckBackupQuery,
  DeleteBackup,
  StartBackup,
  StartBackupQuery,
} from '#contracts/backup/backup.js';
import { Id } from '#contracts/common.js';
import { AuditsItself, Background, DoneOnce, Requires, Takes, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call, type IdempotentCall } from '#platform/access/call.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { AcceptedWith, Answers } from '#platform/http/reference/answers.js';
import { BackupsService } from './backups.service.js';
import { StartingService } from './make/starting.service.js';
import { DeletionService } from './keep/deletion.service.js';
import { NextBackupsReading } from './make/next-backups.js';
import { BackupJobs } from './following/backup-jobs.js';

const VerifiedOrStarted = z.union([BackupVerification, BackupCheckStarted]);
const MadeOrStarted = z.union([Backup, BackupStarted]);

@Controller('backup')
export class BackupController {
  constructor(
    private readonly starting: StartingService,
    private readonly backups: BackupsService,
    private readonly jobs: BackupJobs,
    private readonly deletions: DeletionService,
    private readonly schedule: NextBackupsReading,
  ) {}

  @Post('create')
  @Requires('backup:create')
  @Takes('token')
  @AuditsItself('backup.created')
  @DoneOnce()
  @Answers(MadeOrStarted, 201)
  @AcceptedWith('job')
  create(
    @Ctx() call: IdempotentCall,
    @Query({ schema: StartBackupQuery }) { wait }: StartBackupQuery,
    @Body({ schema: StartBackup }) command: StartBackup,
  ): Promise<Backup | BackupStarted> {
    return this.starting.start(call, command, wait);
  }

  @Post('verify/:id')
  @Requires('backup:read')
  @Takes('token')
  @AuditsItself('backup.verified')
  @Answers(VerifiedOrStarted)
  @AcceptedWith('job')
  verify(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: CheckBackupQuery }) { wait }: CheckBackupQuery,
  ): Promise<BackupVerification | BackupCheckStarted> {
    return this.jobs.verify(actor, id, wait);
  }

  /** Declared before `list`: the application would sort it to the front, and refuses to start on an order that is right by luck. */
  @Get(':id')
  @Requires('backup:read')
  @Unaudited('numbers and times, and which colleague created it; that is recorded')
  @Background()
  @Answers(Backup)
  one(@Param('id', { schema: Id }) id: string): Promise<Backup> {
    return this.backups.one(id);
  }

  @Get('list')
  @Requires('backup:read')
  @Unaudited('numbers and times, and which colleague created it; that is recorded')
  @Background()
  @Answers(BackupList)
  async list(@Query({ schema: BackupQuery }) query: BackupQuery): Promise<BackupList> {
    return { ...(await this.backups.list(query)), next: this.schedule.next() };
  }

  @Delete(':id')
  @Requires('backup:create')
  @TakesTwo(['backup.delete'], 'always')
  @AuditsItself('backup.deleted')
  @AnswersOrAwaiting(Backup)
  remove(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DeleteBackup }) command: DeleteBackup,
  ): Promise<Backup | AwaitingApproval> {
    return this.deletions.ask(actor, id, command);
  }
}
