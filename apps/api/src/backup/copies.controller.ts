import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Backup, BackupDownload } from '#contracts/backup/backup.js';
import { Id } from '#contracts/common.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { AuditsItself, Requires, Takes } from '#platform/access/declarations.js';
import { sendAttachment } from '#platform/http/attachment.js';
import { Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { BackupsService } from './backups.service.js';
import { DownloadService } from './download/download.service.js';
import { OffsiteService } from './offsite/offsite.service.js';

/** Backups on their way out of this machine; sealed, whichever way they take. Listed before the other controllers, for the reason given at `:id` there. */
@Controller('backup')
export class CopiesController {
  constructor(
    private readonly downloads: DownloadService,
    private readonly offsite: OffsiteService,
    private readonly backups: BackupsService,
  ) {}

  @Get(':id/download')
  @Requires('backup:create')
  @Takes('step-up')
  @AuditsItself('backup.downloaded')
  @AnswersRaw('application/octet-stream', 'The files of the backup, encrypted as they are, as a tar archive.')
  async download(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: BackupDownload }) query: BackupDownload,
    @Res() response: Response,
  ): Promise<void> {
    await sendAttachment(response, await this.downloads.begin(actor, id, query));
  }

  @Post(':id/copy')
  @Requires('backup:create')
  @Takes('token')
  @AuditsItself('backup.copied')
  @Answers(Backup)
  async copy(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<Backup> {
    await this.offsite.copy({ id: actor.id, role: actor.role }, id);
    return this.backups.one(id);
  }
}
