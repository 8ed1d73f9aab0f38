import { Injectable } from '@nestjs/common';
import type { SettingList } from '#contracts/settings.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditNote } from '#platform/access/parameters.js';
import { SettingOverrides } from '#platform/config/setting-overrides.js';
import { InvalidSettings, type MergedSetting } from '#platform/config/settings-merge.js';
import { Settings } from '#platform/config/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { settingDoesNotFit, unknownSetting } from './monitoring.errors.js';

@Injectable()
export class SettingsService {
  constructor(
    private readonly settings: Settings,
    private readonly overrides: SettingOverrides,
  ) {}

  list(): SettingList {
    return { items: this.settings.list().map(asSetting) };
  }

  async change(tx: Tx, actor: Actor, note: AuditNote, changes: Readonly<Record<string, unknown>>): Promise<SettingList> {
    const before = new Map(this.settings.list().map((setting) => [setting.key, setting.value]));
    const unknown = Object.keys(changes).filter((key) => !before.has(key));
    if (unknown.length > 0)
      throw unknownSetting({ errors: unknown.map((path) => ({ path, message: 'there is no such setting' })) });
    const next = await this.changed(tx, actor, changes);
    note.object = { type: 'settings', id: Object.keys(changes).sort().join(',').slice(0, 200) };
    note.detail = {
      changes: next
        .filter(({ key }) => Object.hasOwn(changes, key))
        .map(({ key, value }) => ({ key, from: before.get(key) ?? null, to: value })),
    };
    return { items: next.map(asSetting) };
  }

  private async changed(tx: Tx, actor: Actor, changes: Readonly<Record<string, unknown>>): Promise<readonly MergedSetting[]> {
    try {
      return await this.overrides.change(tx, new Map(Object.entries(changes)), actor.id);
    } catch (error) {
      if (error instanceof InvalidSettings)
        throw settingDoesNotFit({ errors: error.faults.map((message) => ({ path: 'changes', message })) });
      throw error;
    }
  }
}

function asSetting({ key, value, origin, leaf }: MergedSetting): SettingList['items'][number] {
  return { key, value, origin, description: leaf.meta.describe, live: leaf.meta.live === true };
}
