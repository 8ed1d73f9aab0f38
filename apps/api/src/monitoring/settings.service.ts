import { Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { SettingList } from '#contracts/settings.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditNote } from '#platform/access/parameters.js';
import { SettingOverrides } from '#platform/config/setting-overrides.js';
import type { MergedSetting } from '#platform/config/settings-merge.js';
import { shownValue } from '#platform/config/shown-address.js';
import { Settings } from '#platform/config/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { settingDoesNotFit, settingOnHost, unknownSetting } from './monitoring.errors.js';

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
    refuse(Object.keys(changes), new Map(this.settings.list().map((setting) => [setting.key, setting])));
    const wanted = new Map(Object.entries(changes));
    const misfits = this.settings.misfits(new Map([...wanted].filter(([, value]) => value !== null)));
    if (misfits.length > 0)
      throw settingDoesNotFit({ errors: misfits.map(({ key, message }) => ({ path: `changes.${key}`, message })) });
    const { before, after } = await this.overrides.change(tx, wanted, actor.id);
    note.object = { type: 'settings', id: [...wanted.keys()].sort().join(',').slice(0, 200) };
    const old = new Map(before.map(({ key, value }) => [key, value]));
    note.detail = {
      changes: after
        .filter(({ key }) => wanted.has(key))
        .map(({ key, value }) => ({ key, from: shownValue(old.get(key)) ?? null, to: shownValue(value) })),
    };
    return { items: after.map(asSetting) };
  }
}

function refuse(keys: readonly string[], known: ReadonlyMap<string, MergedSetting>): void {
  const pathsOf = (which: (key: string) => boolean, message: string) =>
    keys.filter(which).map((key) => ({ path: `changes.${key}`, message }));
  const unknown = pathsOf((key) => !known.has(key), 'there is no such setting');
  if (unknown.length > 0) throw unknownSetting({ errors: unknown });
  const onHost = pathsOf((key) => known.get(key)!.leaf.meta.onHost === true, 'is set on the host only');
  if (onHost.length > 0) throw settingOnHost({ errors: onHost });
}

function asSetting({ key, value, origin, leaf }: MergedSetting): SettingList['items'][number] {
  return {
    key,
    value: shownValue(value),
    origin,
    description: leaf.meta.describe,
    live: leaf.meta.live === true,
    onHost: leaf.meta.onHost === true,
    accepts: z.toJSONSchema(leaf.schema, { io: 'input', unrepresentable: 'any' }),
  };
}
