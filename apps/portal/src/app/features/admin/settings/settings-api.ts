import { Service, inject } from '@angular/core';
import { SettingList, type Setting } from '#contracts/settings.js';
import { PortalApi } from '../../../core/api/portal-api.js';

@Service()
export class SettingsApi {
  private readonly api = inject(PortalApi);

  async settings(): Promise<Setting[]> {
    return (await this.api.read('/settings', SettingList)).items;
  }

  /** With null the value of the admin panel is taken back. Answers all settings as they are then. */
  async change(key: string, value: unknown): Promise<Setting[]> {
    const body = { changes: { [key]: value } };
    return (await this.api.read('/settings', SettingList, { method: 'PATCH', body })).items;
  }
}
