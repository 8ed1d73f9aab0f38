import { Body, Controller, Get, Patch, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod/mini';
import { AwaitingApproval } from '#contracts/approvals.js';
import { ChangeSettings, SettingList } from '#contracts/settings.js';
import { answeredOrAwaiting } from '#platform/access/awaiting-answer.js';
import { AuditsItself, Requires, TakesTwoWhere, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Answers } from '#platform/http/answers.js';
import { SettingsService } from './settings.service.js';

const ChangedOrAwaiting = z.union([AwaitingApproval, SettingList]);

@Controller('settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @Requires('settings:read')
  @Unaudited('configuration, no data of people')
  @Answers(SettingList)
  list(): SettingList {
    return this.settings.list();
  }

  @Patch()
  @Requires('settings:change')
  @TakesTwoWhere(['settings.change'], 'where a setting protects')
  @AuditsItself('settings.changed')
  @Answers(ChangedOrAwaiting)
  async change(
    @Ctx() { actor }: Call,
    @Body({ schema: ChangeSettings }) command: ChangeSettings,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SettingList | AwaitingApproval> {
    return answeredOrAwaiting(response, await this.settings.change(actor, command));
  }
}
