import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod/mini';
import { AwaitingApproval } from '#contracts/approvals.js';
import {
  Backup,
  BackupList,
  BackupQuery,
  BackupStarted,
  BackupVerification,
  DeleteBackup,
  StartBackup,
  StartBackupQuery,
} from '#contracts/backup.js';
import { Id } from '#contracts/common.js';
import { AuditsItself, Background, DoneOnce, Requires, Takes, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call, type IdempotentCall } from '#platform/access/call.js';
import { Answers } from '#platform/http/answers.js';
import { doneOrAccepted } from './accepted-answer.js';
import { BackupsService } from './backups.service.js';
import { StartingService } from './make/starting.service.js';
import { DeletionService } from './keep/deletion.service.js';
import { NextBackupsReading } from './make/next-backups.js';
import { VerificationService } from './verify/verification.service.js';

const MadeOrStarted = z.union([Backup, BackupStarted]);
const DeletedOrAwaiting = z.union([AwaitingApproval, Backup]);

@Controller('backup')
export class BackupController {
  constructor(
    private readonly starting: StartingService,
    private readonly backups: BackupsService,
    private readonly verifications: VerificationService,
    private readonly deletions: DeletionService,
    private readonly schedule: NextBackupsReading,
  ) {}

  @Post('create')
  @Requires('backup:create')
  @Takes('token')
  @AuditsItself('backup.created')
  @DoneOnce()
  @Answers(MadeOrStarted, 201)
  async create(
    @Ctx() call: IdempotentCall,
    @Query({ schema: StartBackupQuery }) { wait }: StartBackupQuery,
    @Body({ schema: StartBackup }) command: StartBackup,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Backup | BackupStarted> {
    return doneOrAccepted(response, await this.starting.start(call, command, wait));
  }

  @Post('verify/:id')
  @Requires('backup:read')
  @Takes('token')
  @AuditsItself('backup.verified')
  @Answers(BackupVerification)
  verify(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<BackupVerification> {
    return this.verifications.verify({ id: actor.id, role: actor.role }, id);
  }

  /** Declared before `list`: the application sorts that one to the front, and refuses to start on what stands there by luck. */
  @Get(':id')
  @Requires('backup:read')
  @Unaudited('numbers and times, and which colleague made it; that is recorded')
  @Background()
  @Answers(Backup)
  one(@Param('id', { schema: Id }) id: string): Promise<Backup> {
    return this.backups.one(id);
  }

  @Get('list')
  @Requires('backup:read')
  @Unaudited('numbers and times, and which colleague made it; that is recorded')
  @Background()
  @Answers(BackupList)
  async list(@Query({ schema: BackupQuery }) query: BackupQuery): Promise<BackupList> {
    return { ...(await this.backups.list(query)), next: this.schedule.next() };
  }

  @Delete(':id')
  @Requires('backup:create')
  @TakesTwo(['backup.delete'], 'always')
  @AuditsItself('backup.deleted')
  @Answers(DeletedOrAwaiting)
  async remove(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DeleteBackup }) command: DeleteBackup,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Backup | AwaitingApproval> {
    return doneOrAccepted(response, await this.deletions.ask(actor, id, command));
  }
}
