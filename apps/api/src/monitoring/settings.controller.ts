import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ChangeSettings, SettingList } from '#contracts/settings.js';
import type { Actor } from '#platform/access/actor.js';
import { Audits, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { CurrentActor, InTransaction, Noting, type AuditNote } from '#platform/access/parameters.js';
import type { Tx } from '#platform/database/transactions.js';
import { Answers } from '#platform/http/answers.js';
import { SettingsService } from './settings.service.js';

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
  @Takes('token')
  @Audits('settings.changed')
  @Answers(SettingList)
  change(
    @InTransaction() tx: Tx,
    @CurrentActor() actor: Actor,
    @Noting() note: AuditNote,
    @Body({ schema: ChangeSettings }) { changes }: ChangeSettings,
  ): Promise<SettingList> {
    return this.settings.change(tx, actor, note, changes);
  }
}
