import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ModelName, ModelPullStarted, ModelPulls, PullModel } from '#contracts/chat/models.js';
import { Ctx, type AuditedCall } from '#platform/access/call.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { ModelManagementService } from '../models/model-management.service.js';

@Controller('chat/models')
export class ModelsController {
  constructor(private readonly models: ModelManagementService) {}

  @Post('pull')
  @Requires('models:manage')
  @Takes('token')
  @Audits('model.pulled')
  @Answers(ModelPullStarted, 202)
  pull(@Ctx() call: AuditedCall, @Body({ schema: PullModel }) command: PullModel): Promise<ModelPullStarted> {
    return this.models.pull(call, command);
  }

  @Get('pulls')
  @Requires('models:manage')
  @Unaudited('Says which models were downloaded; each download is recorded.')
  @Answers(ModelPulls)
  newestPulls(): Promise<ModelPulls> {
    return this.models.newestPulls();
  }

  @Delete(':name')
  @Requires('models:manage')
  @Takes('token')
  @Audits('model.deleted')
  @AnswersNothing()
  remove(@Ctx() call: AuditedCall, @Param('name', { schema: ModelName }) name: string): Promise<void> {
    return this.models.remove(call, name);
  }
}
