import type { SettingsSlice } from '#platform/config/settings/settings-slice.js';
import { OutboundSettings } from '#platform/outbound/outbound.settings.js';
import { AuditSettings } from './audit/audit.settings.js';
import { AuthSettings, LimitSettings } from './auth/auth.settings.js';
import { BackupSettings } from './backup/backup.settings.js';
import { ChatSettings, ModelSettings, ProviderSettings, SystemSettings } from './chat/chat.settings.js';
import { DatabaseSettings } from '#platform/database/database.settings.js';
import { HttpSettings } from './http.settings.js';
import { MonitoringSettings } from './monitoring/monitoring.settings.js';
import { KnowledgeSettings } from './rag/rag.settings.js';
import { RetrievalSettings } from './rag/retrieval.settings.js';
import { RightsSettings } from './dsr/rights.settings.js';
import { RetentionSettings } from './retention/retention.settings.js';

/** Every slice of `config/settings.json`, in the order of the deployment guide and then by name. */
export const settingsSlices: readonly SettingsSlice<unknown>[] = [
  ModelSettings,
  SystemSettings,
  RetentionSettings,
  BackupSettings,
  AuditSettings,
  MonitoringSettings,
  AuthSettings,
  ChatSettings,
  DatabaseSettings,
  HttpSettings,
  KnowledgeSettings,
  LimitSettings,
  OutboundSettings,
  ProviderSettings,
  RetrievalSettings,
  RightsSettings,
];
