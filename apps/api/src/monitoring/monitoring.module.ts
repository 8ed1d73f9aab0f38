import { Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { ProtectedSettings } from './protected-settings.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';

@Module({ controllers: [MetricsController, SettingsController], providers: [ProtectedSettings, SettingsService] })
export class MonitoringModule {}
