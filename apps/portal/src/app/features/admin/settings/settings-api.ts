import { Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { AwaitingApproval, type Approval } from '#contracts/auth/approvals.js';
import { ModelList, type Model } from '#contracts/chat/chat.js';
import { SettingHistory, SettingList, type ChangeSettings, type Setting } from '#contracts/settings.js';
import { PortalApi } from '../../../core/api/portal-api.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';

/** What came of a change: all settings as they are then, or a second person has to agree first. */
export type ChangedSettings =
  { readonly settings: Setting[]; readonly approval: null } | { readonly settings: null; readonly approval: Approval };

const ChangedOrAwaiting = z.union([AwaitingApproval, SettingList]);

@Service()
export class SettingsApi {
  private readonly api = inject(PortalApi);
  private readonly stepUp = inject(StepUp);

  async settings(): Promise<Setting[]> {
    return (await this.api.read('/settings', SettingList)).items;
  }

  /** Changes of one setting, newest first. */
  history(key: string, cursor: string | null): Promise<SettingHistory> {
    const query = new URLSearchParams({ key, limit: '10', ...(cursor === null ? {} : { cursor }) });
    return this.api.read(`/settings/history?${query}`, SettingHistory);
  }

  /** All of them or none. With null, the value of the admin panel is taken back. What protects takes a reason. */
  async change(changes: ChangeSettings['changes'], reason?: string): Promise<ChangedSettings> {
    const body: ChangeSettings = { changes, ...(reason === undefined ? {} : { reason }) };
    const answer = await this.stepUp.around(() => this.api.read('/settings', ChangedOrAwaiting, { method: 'PATCH', body }));
    return 'approval' in answer ? { settings: null, approval: answer.approval } : { settings: answer.items, approval: null };
  }

  /** What the model server lists. */
  async models(signal: AbortSignal): Promise<readonly Model[]> {
    return (await this.api.read('/chat/models', ModelList, { background: true, signal })).items;
  }
}
