import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { ChangeSettings, SettingHistory, SettingHistoryQuery, SettingList } from '#contracts/settings.js';
import { AuditsItself, Requires, TakesTwoWhere, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Answers } from '#platform/http/reference/answers.js';
import { SettingHistoryService } from './setting-history.service.js';
import { SettingsService } from './settings.service.js';

@Controller('settings')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly changes: SettingHistoryService,
  ) {}

  @Get()
  @Requires('settings:read')
  @Unaudited('configuration, no data of people')
  @Answers(SettingList)
  list(): SettingList {
    return this.settings.list();
  }

  @Get('history')
  @Requires('settings:read')
  @Unaudited('who changed which setting, for those who run the installation; each change is recorded')
  @Answers(SettingHistory)
  history(@Query({ schema: SettingHistoryQuery }) query: SettingHistoryQuery): Promise<SettingHistory> {
    return this.changes.list(query);
  }

  @Patch()
  @Requires('settings:change')
  @TakesTwoWhere(['settings.change'], 'where a setting protects')
  @AuditsItself('settings.changed')
  @AnswersOrAwaiting(SettingList)
  change(
    @Ctx() { actor }: Call,
    @Body({ schema: ChangeSettings }) command: ChangeSettings,
  ): Promise<SettingList | AwaitingApproval> {
    return this.settings.change(actor, command);
  }
}
