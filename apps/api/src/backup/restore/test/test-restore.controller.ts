import { Controller, Param, Post } from '@nestjs/common';
import { BackupTestRestore } from '#contracts/backup/backup.js';
import { Id } from '#contracts/common.js';
import { AuditsItself, Requires, Takes } from '#platform/access/declarations.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Answers } from '#platform/http/reference/answers.js';
import { TestRestoreFacade } from '../test-restore.facade.js';

@Controller('backup')
export class TestRestoreController {
  constructor(private readonly restores: TestRestoreFacade) {}

  @Post('test-restore/:id')
  @Requires('backup:create')
  @Takes('token')
  @AuditsItself('backup.tested')
  @Answers(BackupTestRestore)
  test(@Ctx() { actor }: Call, @Param('id', { schema: Id }) id: string): Promise<BackupTestRestore> {
    return this.restores.test({ id: actor.id, role: actor.role }, id);
  }
}
