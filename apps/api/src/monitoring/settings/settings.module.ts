import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProtectedSettings } from './protected-settings.js';
import { SettingChangeRow } from './setting-change.entity.js';
import { SettingHistoryRepository } from './setting-history.repository.js';
import { SettingHistoryService } from './setting-history.service.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([SettingChangeRow])],
  controllers: [SettingsController],
  providers: [ProtectedSettings, SettingHistoryRepository, SettingHistoryService, SettingsService],
})
export class SettingsModule {}
