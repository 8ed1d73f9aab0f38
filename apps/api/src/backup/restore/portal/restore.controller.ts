import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import { NewestRestore, RestoreBackup } from '#contracts/backup/restore.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { AuditsItself, Background, Requires, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { RestoreRequestService } from './restore-request.service.js';

@Controller('backup')
export class RestoreController {
  constructor(private readonly restores: RestoreRequestService) {}

  @Post('restore/:id')
  @Requires('backup:restore')
  @TakesTwo(['backup.restore'], 'always')
  @AuditsItself('backup.restored')
  @AnswersOrAwaiting(NewestRestore)
  ask(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RestoreBackup }) command: RestoreBackup,
  ): Promise<NewestRestore | AwaitingApproval> {
    return this.restores.ask(actor, id, command);
  }

  @Get('restore/newest')
  @Requires('backup:read')
  @Unaudited('times and numbers, and which colleagues decided it; that is recorded')
  @Background()
  @Answers(NewestRestore)
  newest(): Promise<NewestRestore> {
    return this.restores.newest();
  }
}
