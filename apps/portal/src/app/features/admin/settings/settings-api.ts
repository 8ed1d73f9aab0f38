import { Service, inject } from '@angular/core';
import { ModelList, type Model } from '#contracts/chat.js';
import { SettingList, type Setting } from '#contracts/settings.js';
import { PortalApi } from '../../../core/api/portal-api.js';

@Service()
export class SettingsApi {
  private readonly api = inject(PortalApi);

  async settings(): Promise<Setting[]> {
    return (await this.api.read('/settings', SettingList)).items;
  }

  /** All of them or none. With null, the value of the admin panel is taken back. Answers all settings as they are then. */
  async change(changes: Readonly<Record<string, unknown>>): Promise<Setting[]> {
    return (await this.api.read('/settings', SettingList, { method: 'PATCH', body: { changes } })).items;
  }

  /** What the model server lists. */
  async models(signal: AbortSignal): Promise<readonly Model[]> {
    return (await this.api.read('/chat/models', ModelList, { background: true, signal })).items;
  }
}
